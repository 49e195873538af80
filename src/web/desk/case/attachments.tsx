import { useId, useState } from "preact/hooks"
import type { FileEntry } from "#crypto/file.ts"
import { partyRoom, type RoomName } from "#core/mailbox.ts"
import { fill } from "#web/lib/words.ts"
import { Button } from "#web/ui/button.tsx"
import { told } from "#web/desk/act.ts"
import { refusedTold } from "#web/desk/evidence/lies.ts"
import { attach, type Attached, isNotPicture } from "./attach.ts"
import type { Case } from "./case.ts"
import { roomKey } from "./papers.ts"
import { newestFile } from "./parties/held.ts"
import { caseWords } from "./words.ts"

type Row = {
  readonly id: number
  readonly name: string
  readonly state: "going" | "there" | "stopped"
  readonly said: string
  readonly done: Attached | null
}

/** The files that go with the next message. */
export type Attachments = {
  readonly rows: readonly Row[]
  readonly busy: boolean
  readonly uploads: readonly string[]
  readonly entries: readonly FileEntry[]
  readonly add: (file: File) => Promise<void>
  readonly remove: (id: number) => void
  readonly clear: () => void
}

/** Keeps the files of one message, or of a paper of the team: each is sealed and sent as soon as it is chosen. */
export function useAttachments(one: Case, room: RoomName = "mailbox"): Attachments {
  const [rows, setRows] = useState<readonly Row[]>([])
  const change = (id: number, next: Partial<Row>) =>
    setRows((all) => all.map((row) => (row.id === id ? { ...row, ...next } : row)))
  const add = async (file: File) => {
    const id = performance.now()
    const identity = keyOf(one, room)
    if (!identity) return
    setRows((all) => [...all, { id, name: file.name, state: "going", said: "", done: null }])
    const words = caseWords().file
    try {
      const done = await attach(one.id, identity, file, (sent, all) => {
        change(id, { said: fill(words.sealing, { done: megabytes(sent), all: megabytes(all) }) })
      })
      if ("lie" in done) change(id, { state: "stopped", said: refusedTold(done.lie, file.name) })
      else change(id, { state: "there", said: "", done })
    } catch (why) {
      const said = isNotPicture(why) ? words.notPicture : `${told(why) ?? ""} ${words.stopped}`
      change(id, { state: "stopped", said })
    }
  }
  const there = rows.flatMap(({ done }) => done ?? [])
  return {
    rows,
    busy: rows.some(({ state }) => state === "going"),
    uploads: there.map(({ upload }) => upload),
    entries: there.map(({ entry }) => entry),
    add,
    remove: (id) => setRows((all) => all.filter((row) => row.id !== id)),
    clear: () => setRows([]),
  }
}

type Props = { readonly files: Attachments; readonly why: string | null }

/** Choosing files, and how far each of them is. */
export function AttachField({ files, why }: Props) {
  const { mail } = caseWords()
  const id = useId()
  if (why) return null
  return (
    <div class="field">
      <label class="label" for={id}>
        {mail.attach}
      </label>
      <input
        id={id}
        type="file"
        multiple
        aria-describedby={`${id}-help`}
        onChange={(event) => {
          for (const file of event.currentTarget.files ?? []) void files.add(file)
          event.currentTarget.value = ""
        }}
      />
      <span class="help" id={`${id}-help`}>
        {mail.attachHelp}
      </span>
      <ul class="files" aria-live="polite">
        {files.rows.map((row) => (
          <li key={row.id}>
            <span dir="auto">{row.name}</span>
            <span class="meta">{row.said}</span>
            <Button
              kind="quiet"
              label={`${mail.remove}: ${row.name}`}
              onPress={() => files.remove(row.id)}
            >
              {mail.remove}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** What a file is sealed to: the key of the room in which it is named. */
function keyOf({ papers, parties }: Case, room: RoomName): string | null {
  if (room === "mailbox" || room === "desk") return papers && roomKey(papers, room)
  const held = parties.find(({ view }) => partyRoom(view.number) === room)
  return (held && newestFile(held)?.identity) ?? null
}

const megabytes = (bytes: number) => (bytes / 1_048_576).toFixed(1)
