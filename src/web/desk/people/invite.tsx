import { useState } from "preact/hooks"
import { useAct } from "#web/desk/act.ts"
import { words as deskWords } from "#web/desk/say.ts"
import { say } from "#web/desk/set-up/say.ts"
import { post } from "#web/lib/api.ts"
import { now } from "#web/lib/clock.ts"
import { when } from "#web/lib/times.ts"
import { fill } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import { Dialog } from "#web/ui/dialog.tsx"
import { Choices, Field } from "#web/ui/field.tsx"
import { toast } from "#web/ui/toast.tsx"
import type { Invited, PersonView } from "#wire/person.ts"

type Props = { readonly person: PersonView; readonly onClose: () => void }

/** A link for one person to make their key with: shown once, or sent. */
export function Invite({ person, onClose }: Props) {
  const { invite } = say().people
  const { name, email } = person
  const [send, setSend] = useState(false)
  const [made, setMade] = useState<Invited | null>(null)
  const act = useAct()
  const make = () =>
    act.run(async () => setMade(await post<Invited>("/invitations", { person: person.id, send })))
  if (made) return <Link made={made} person={person} onClose={onClose} />
  return (
    <Dialog title={fill(invite.title, { name })} onClose={onClose}>
      <p>{fill(invite.why, { name })}</p>
      {person.keyholder ? <Banner>{fill(invite.replaces, { name })}</Banner> : null}
      <Choices
        legend={invite.link}
        value={send ? "mail" : "hand"}
        options={[
          ["hand", invite.byHand],
          ["mail", fill(invite.byMail, { email })],
        ]}
        onChange={(how) => setSend(how === "mail")}
      />
      {act.error ? <Banner alert>{act.error}</Banner> : null}
      <div class="acts">
        <Button onPress={() => void make()}>{invite.go}</Button>
        <Button kind="quiet" onPress={onClose}>
          {deskWords().cancel}
        </Button>
      </div>
    </Dialog>
  )
}

type LinkProps = {
  readonly made: Invited
  readonly person: PersonView
  readonly onClose: () => void
}
function Link({ made, person, onClose }: LinkProps) {
  const { invite } = say().people
  const copy = async () => {
    await navigator.clipboard.writeText(made.link)
    toast(invite.copied)
  }
  return (
    <Dialog title={fill(invite.title, { name: person.name })} onClose={onClose}>
      <p>{made.sent ? fill(invite.sent, { email: person.email }) : invite.shown}</p>
      <Field label={invite.link} value={made.link} onInput={() => undefined} rows={3} plain />
      <p class="second">{fill(invite.until, { time: when(made.expiresAt, now.value) })}</p>
      <div class="acts">
        <Button onPress={() => void copy()}>{invite.copy}</Button>
        <Button kind="quiet" onPress={onClose}>
          {deskWords().close}
        </Button>
      </div>
    </Dialog>
  )
}
