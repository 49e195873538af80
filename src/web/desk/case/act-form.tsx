import type { ComponentChildren } from "preact"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import { Dialog } from "#web/ui/dialog.tsx"
import { toast } from "#web/ui/toast.tsx"
import { useAct } from "#web/desk/act.ts"
import { words } from "#web/desk/say.ts"
import { Hints } from "./hints.tsx"

type Props = {
  readonly title: string
  readonly note?: string
  readonly go: string
  /** Why it cannot be done yet. */
  readonly why: string | null
  /** Does it; answers with what to say of it. */
  readonly act: () => Promise<string>
  readonly onDone: () => void
  readonly onClose: () => void
  readonly children?: ComponentChildren
  readonly wide?: boolean
  /** Words that go to somebody, looked through for those that hurt. */
  readonly text?: string
}

/** A form of one act in a dialog: its title, its button and what is said afterwards use the same verb. */
export function ActForm(props: Props) {
  const { title, note, go, why, onClose, children, text = "" } = props
  const act = useAct()
  const press = async () => {
    let said = ""
    const done = await act.run(async () => {
      said = await props.act()
    })
    if (!done) return
    toast(said)
    onClose()
    props.onDone()
  }
  return (
    <Dialog title={title} onClose={onClose} wide={props.wide ?? false}>
      {note ? <p class="second">{note}</p> : null}
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (!why) void press()
        }}
      >
        {children}
        <Hints text={text} />
        {act.error ? <Banner alert>{act.error}</Banner> : null}
        <div class="acts">
          <Button type="submit" why={why}>
            {act.busy ? words().signIn.oneMoment : go}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {words().cancel}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
