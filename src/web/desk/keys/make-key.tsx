import { words as say } from "#web/desk/say.ts"
import { unlocked } from "#web/lib/vault.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import type { Me } from "#wire/session.ts"
import { AddWay } from "./add-way.tsx"

type Props = {
  readonly me: Me
  /** Called with the person as the server knows them once two ways have opened the key. */
  readonly onDone: (me: Me) => void
}

/** Making one's key, with at least two ways to it, each proved by a trial. For set-up and for joining. */
export function MakeKey({ me, onDone }: Props) {
  const { keysMade } = say()
  const proved = me.ways.filter(({ verified }) => verified).length
  const begunBefore = me.key !== null && !unlocked.value
  return (
    <section class="stack" aria-labelledby="two-ways">
      <h2 id="two-ways">{keysMade.title}</h2>
      <p class="second">{keysMade.why}</p>
      {begunBefore ? <Banner>{keysMade.begun}</Banner> : null}
      <ul class="promises">
        {me.ways.map((way) => (
          <li key={way.id}>
            <b>{way.label}</b>
            <span class="due" data-s={way.verified ? "kept" : "ahead"}>
              {way.verified ? keysMade.verified : keysMade.notVerified}
            </span>
          </li>
        ))}
      </ul>
      <AddWay me={me} />
      <Button why={proved >= 2 ? null : keysMade.doneWhy} onPress={() => onDone(me)}>
        {keysMade.done}
      </Button>
    </section>
  )
}
