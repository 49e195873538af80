import { useAct } from "#web/desk/act.ts"
import { arrive } from "#web/desk/session.ts"
import { say } from "#web/desk/set-up/say.ts"
import { post } from "#web/lib/api.ts"
import { lock } from "#web/lib/vault.ts"
import { fill } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import type { InviteView } from "#wire/person.ts"
import type { Me } from "#wire/session.ts"

type Props = {
  readonly token: string
  readonly link: InviteView
  readonly onBegun: () => void
}

/** Says who is asked for what, and begins only when that person presses: beginning ends an earlier key. */
export function Welcome({ token, link, onBegun }: Props) {
  const { join, colon } = say()
  const act = useAct()
  const name = link.name ?? ""
  const begin = async () => {
    const done = await act.run(async () => {
      // The key of whoever used this browser before must not be sealed to this person's ways.
      lock(true)
      arrive(await post<Me>("/joining", undefined, { headers: { "x-tocsin-token": token } }))
    })
    if (done) onBegun()
  }
  return (
    <div class="door stack">
      <h1>{link.recruiter ? join.recruiter.title : join.title}</h1>
      <p>{fill((link.recruiter ? join.recruiter : join).from, { org: link.org ?? "", name })}</p>
      <p class="second">{link.recruiter ? join.recruiter.why : join.why}</p>
      {link.recruiter ? null : <p class="second">{join.three}</p>}
      {act.error ? <Banner alert>{act.error}</Banner> : null}
      <Button note={link.recruiter ? undefined : join.replaced} onPress={() => void begin()}>
        {fill(join.begin, { name })}
      </Button>
      <p class="second">
        {join.notMe}
        {colon}
        {join.notMeSay}
      </p>
    </div>
  )
}
