import { useAct } from "#web/desk/act.ts"
import { words as deskWords } from "#web/desk/say.ts"
import { say } from "#web/desk/set-up/say.ts"
import { del } from "#web/lib/api.ts"
import { fill } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import { Dialog } from "#web/ui/dialog.tsx"
import { toast } from "#web/ui/toast.tsx"
import type { PersonView } from "#wire/person.ts"

type Props = { readonly person: PersonView; readonly onClose: () => void }

/** The second look before somebody is taken out: it cannot be undone. */
export function PersonLeft({ person, onClose }: Props) {
  const { person: words } = say().people
  const { name } = person
  const act = useAct()
  const leave = async () => {
    if (!(await act.run(() => del(`/people/${person.id}`)))) return
    toast(fill(words.leftDone, { name }))
    onClose()
  }
  return (
    <Dialog title={fill(words.leftTitle, { name })} onClose={onClose}>
      <p>{words.leftWhy}</p>
      {act.error ? <Banner alert>{act.error}</Banner> : null}
      <div class="acts">
        <Button onPress={() => void leave()}>{fill(words.leftGo, { name })}</Button>
        <Button kind="quiet" onPress={onClose}>
          {deskWords().cancel}
        </Button>
      </div>
    </Dialog>
  )
}
