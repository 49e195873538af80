import { useState } from "preact/hooks"
import { useAct } from "#web/desk/act.ts"
import { words as deskWords } from "#web/desk/say.ts"
import { say } from "#web/desk/set-up/say.ts"
import { del, Refused } from "#web/lib/api.ts"
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
  const [needsTwo, setNeedsTwo] = useState(false)
  const leave = async () => {
    const left = await act.run(() => takeOff(person.id, setNeedsTwo))
    if (!left) return
    toast(fill(words.leftDone, { name }))
    onClose()
  }
  return (
    <Dialog title={fill(words.leftTitle, { name })} onClose={onClose}>
      <p>{words.leftWhy}</p>
      {act.error ? <Banner alert>{needsTwo ? words.centralDeskTwo : act.error}</Banner> : null}
      <div class="acts">
        <Button onPress={() => void leave()}>{fill(words.leftGo, { name })}</Button>
        <Button kind="quiet" onPress={onClose}>
          {deskWords().cancel}
        </Button>
      </div>
    </Dialog>
  )
}

/** Of two at the central desk neither goes before there is a third. */
async function takeOff(id: string, needsTwo: (so: boolean) => void): Promise<void> {
  try {
    await del(`/people/${id}`)
  } catch (why) {
    needsTwo(why instanceof Refused && why.fields.includes("centralDesk"))
    throw why
  }
}
