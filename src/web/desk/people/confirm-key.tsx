import { useState } from "preact/hooks"
import { useAct } from "#web/desk/act.ts"
import { words as deskWords } from "#web/desk/say.ts"
import { me } from "#web/desk/session.ts"
import { say } from "#web/desk/set-up/say.ts"
import { twoWays } from "#web/desk/set-up/two-ways.ts"
import { post } from "#web/lib/api.ts"
import { fill } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import { Dialog } from "#web/ui/dialog.tsx"
import { toast } from "#web/ui/toast.tsx"
import type { PersonView } from "#wire/person.ts"

type Props = { readonly person: PersonView; readonly onClose: () => void }

/** A colleague hears a key read aloud and says that it is the one shown here. */
export function ConfirmKey({ person, onClose }: Props) {
  const { confirm } = say().people
  const { name } = person
  const [differs, setDiffers] = useState(false)
  const act = useAct()
  const own = me.value
  const same = async () => {
    const done = await act.run(() => post(`/keys/${person.id}/confirmation`))
    if (!done) return
    toast(fill(confirm.done, { name }))
    onClose()
  }
  return (
    <Dialog title={fill(confirm.title, { name })} onClose={onClose}>
      <p>{fill(confirm.why, { name })}</p>
      <p>
        <bdi class="fingerprint">{person.fingerprint}</bdi>
      </p>
      {differs ? <Banner alert>{fill(confirm.stopSay, { name })}</Banner> : null}
      {act.error ? <Banner alert>{act.error}</Banner> : null}
      <div class="acts">
        <Button why={own && twoWays(own) ? null : confirm.needsKey} onPress={() => void same()}>
          {confirm.go}
        </Button>
        <Button kind="quiet" onPress={() => setDiffers(true)}>
          {confirm.stop}
        </Button>
        <Button kind="bare" onPress={onClose}>
          {deskWords().close}
        </Button>
      </div>
    </Dialog>
  )
}
