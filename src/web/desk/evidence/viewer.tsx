import { useEffect, useState } from "preact/hooks"
import { isShown, plainName, sortOf } from "#core/file/kind.ts"
import type { RoomName } from "#core/mailbox.ts"
import type { FileEntry } from "#crypto/file.ts"
import { fill } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import { Dialog } from "#web/ui/dialog.tsx"
import { told } from "#web/desk/act.ts"
import type { Case } from "#web/desk/case/case.ts"
import { closedBy } from "#web/desk/case/closed.ts"
import { Facts } from "./facts.tsx"
import { lieTold, safeName } from "./lies.ts"
import { type OpenedFile, openWhole } from "./opened.ts"
import { Redact } from "./redact.tsx"
import { Shown } from "./shown.tsx"
import { saveAs } from "./save.ts"
import { evidenceWords } from "./words.ts"

type Props = {
  readonly file: FileEntry
  readonly room: RoomName
  readonly epoch: number
  readonly one: Case
  readonly reload: () => void
  readonly onClose: () => void
}

/** One file, looked at without running, following or fetching anything that stands in it. */
export function Viewer({ file, room, epoch, one, reload, onClose }: Props) {
  const { view, redact } = evidenceWords()
  const { opened, done, error } = useOpened({ file, room, epoch, one })
  const [covering, begin] = useState(false)
  const kept = () => {
    onClose()
    reload()
  }
  return (
    <Dialog title={plainName(file.name)} onClose={onClose} wide>
      {error ? <Banner alert>{error}</Banner> : null}
      {opened && covering ? (
        <div class="looked">
          <Redact one={one} file={file} opened={opened} onDone={kept} onBack={() => begin(false)} />
        </div>
      ) : opened ? (
        <Opened file={file} opened={opened} />
      ) : error ? null : (
        <p role="status">
          {view.opening} <progress max={file.size || 1} value={done} aria-label={view.opening} />
        </p>
      )}
      <div class="acts">
        {opened && !covering ? <Save file={file} opened={opened} /> : null}
        {opened && !covering && coverable(opened) ? (
          <Button kind="quiet" why={closedBy(one).note} onPress={() => begin(true)}>
            {redact.act}
          </Button>
        ) : null}
        <Button kind="quiet" onPress={onClose}>
          {view.close}
        </Button>
      </div>
    </Dialog>
  )
}

/** What can be made anew from its pixels or its letters alone. */
function coverable({ truth: { kind } }: OpenedFile): boolean {
  return isShown(kind) && ["picture", "text"].includes(sortOf(kind)) && kind !== "heic"
}

type OpenedProps = { readonly file: FileEntry; readonly opened: OpenedFile }

/** What it is; and, if it says otherwise, that first. */
function Opened({ file, opened }: OpenedProps) {
  const { view, kept, lies: say } = evidenceWords()
  const { kind, lies, broken } = opened.truth
  const [anyway, show] = useState(false)
  return (
    <div class="stack looked">
      <Facts file={file} truth={opened.truth} />
      {lies ? <Banner alert>{lieTold(lies, file.name)}</Banner> : null}
      {broken ? <Banner>{view.broken}</Banner> : null}
      {isShown(kind) ? null : <p>{kept[kind]}</p>}
      {isShown(kind) && lies && !anyway ? (
        <Button kind="quiet" onPress={() => show(true)}>
          {fill(say.anyway, { is: evidenceWords().sorts[sortOf(kind)] })}
        </Button>
      ) : null}
      {isShown(kind) && (!lies || anyway) ? (
        <Shown file={file} opened={opened} kind={kind} />
      ) : null}
    </div>
  )
}

/** Saving leaves the seal: what it is stands beside the button, and a file that lies is asked about twice. */
function Save({ file, opened }: OpenedProps) {
  const { view } = evidenceWords()
  const [asked, ask] = useState(false)
  const { truth, parts } = opened
  const risky = truth.lies !== null || !isShown(truth.kind)
  const name = safeName(file.name, truth)
  const note = asked ? fill(view.risky, { name }) : view.saveNote
  const press = () => (risky && !asked ? ask(true) : saveAs(parts, name))
  return (
    <Button kind="quiet" note={note} onPress={press}>
      {asked ? view.saveAnyway : view.save}
    </Button>
  )
}

type Opening = Pick<Props, "file" | "room" | "epoch" | "one">

/** Opens the file while it is looked at; whoever closes it, or locks the desk, ends that. */
function useOpened({ file, room, epoch, one }: Opening) {
  const [opened, setOpened] = useState<OpenedFile | null>(null)
  const [done, setDone] = useState(0)
  const [error, setError] = useState<string | null>(null)
  useEffect(() => {
    const ending = new AbortController()
    const { signal } = ending
    openWhole({ file, room, epoch }, one, { signal, progress: setDone }).then(
      (all) => signal.aborted || setOpened(all),
      (why: unknown) => signal.aborted || setError(told(why)),
    )
    return () => ending.abort()
  }, [file.sha256])
  return { opened, done, error }
}
