import { useState } from "preact/hooks"
import { useAct } from "#web/desk/act.ts"
import { arrive } from "#web/desk/session.ts"
import { words as say } from "#web/desk/say.ts"
import { del } from "#web/lib/api.ts"
import { dayOf } from "#web/lib/times.ts"
import { unlocked } from "#web/lib/vault.ts"
import { fill } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import { Dialog } from "#web/ui/dialog.tsx"
import type { Me, WayView } from "#wire/session.ts"
import { AddWay } from "./add-way.tsx"
import { meAgain } from "./make.ts"

/** A person's ways to their key, their key's fingerprint, and how to add or give up a way. For `me`. */
export function WaysList({ me }: { readonly me: Me }) {
  const { ways, keysMade } = say()
  const [removing, setRemoving] = useState<WayView | null>(null)
  const proved = me.ways.filter(({ verified }) => verified).length
  return (
    <section class="stack" aria-labelledby="ways">
      <h2 id="ways">{ways.title}</h2>
      {me.key ? (
        <p>
          {ways.fingerprint} <bdi class="fingerprint">{me.key.fingerprint}</bdi>
          <span class="second"> {me.key.confirmed ? ways.confirmed : ways.unconfirmed}</span>
        </p>
      ) : null}
      {me.ways.length === 0 ? <p class="empty">{ways.empty}</p> : null}
      <ul class="promises">
        {me.ways.map((way) => (
          <li key={way.id}>
            <span>
              <b>{way.label}</b> <span class="second">{ways[way.kind]}</span>
            </span>
            <Button
              kind="quiet"
              label={`${ways.remove}: ${way.label}`}
              why={way.verified && proved <= 2 ? ways.removeStays : null}
              onPress={() => setRemoving(way)}
            >
              {ways.remove}
            </Button>
            <span class="second">
              {fill(ways.madeAt, { date: dayOf(way.madeAt) })},{" "}
              {way.verified ? keysMade.verified : keysMade.notVerified}
            </span>
          </li>
        ))}
      </ul>
      <h3>{ways.add}</h3>
      {unlocked.value ? <AddWay me={me} /> : <Banner>{ways.unlockFirst}</Banner>}
      {removing ? <Remove way={removing} onClose={() => setRemoving(null)} /> : null}
    </section>
  )
}

function Remove({ way, onClose }: { readonly way: WayView; readonly onClose: () => void }) {
  const { ways, cancel } = say()
  const act = useAct()
  const remove = async () => {
    const done = await act.run(async () => {
      await del(`/ways/${way.id}`)
      arrive(await meAgain())
    })
    if (done) onClose()
  }
  return (
    <Dialog title={`${ways.removeTitle}: ${way.label}`} onClose={onClose}>
      <p>{ways.removeWhy}</p>
      {act.error ? <Banner alert>{act.error}</Banner> : null}
      <div class="acts">
        <Button onPress={() => void remove()}>{ways.remove}</Button>
        <Button kind="quiet" onPress={onClose}>
          {cancel}
        </Button>
      </div>
    </Dialog>
  )
}
