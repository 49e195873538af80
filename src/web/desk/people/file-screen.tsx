import { useRef, useState } from "preact/hooks"
import { useAct } from "#web/desk/act.ts"
import { me } from "#web/desk/session.ts"
import { say } from "#web/desk/set-up/say.ts"
import { post } from "#web/lib/api.ts"
import { counted, fill, listed } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import { Tick } from "#web/ui/field.tsx"
import { toast } from "#web/ui/toast.tsx"
import type { PeopleChange, PeopleFile } from "#wire/person.ts"
import { FileFaults, Sample } from "./file-tables.tsx"
import { nameKnown } from "./known.ts"
import { readStaffFile, type FileFault, type StaffFile, type Unreadable } from "./read-file.ts"
import { splitCells } from "./split.ts"

/** Takes over a staff file: read here, tried at the server, then taken whole or not at all. */
export function Screen() {
  const { people, paths } = say()
  const { import: words } = people
  const [file, setFile] = useState<{
    name: string
    nth: number
    read: StaffFile | Unreadable
  } | null>(null)
  const act = useAct()
  const choose = (chosen: File) =>
    act.run(async () => {
      const { default: papa } = await import("papaparse")
      const bytes = new Uint8Array(await chosen.arrayBuffer())
      const read = readStaffFile(bytes, (text) => splitCells(papa, text))
      setFile((before) => ({ name: chosen.name, nth: (before?.nth ?? 0) + 1, read }))
    })
  return (
    <div class="stack">
      <p>
        <a href="/desk/people">{words.back}</a>
      </p>
      <h1>{words.title}</h1>
      <p class="second line-long">{words.why}</p>
      <p class="second line-long">{words.utf8}</p>
      {me.value?.admin ? (
        <Chooser
          word={file ? words.another : words.choose}
          again={file !== null}
          onFile={(one) => void choose(one)}
        />
      ) : (
        <Banner>{paths.readOnly}</Banner>
      )}
      {act.error ? <Banner alert>{act.error}</Banner> : null}
      {file ? <p class="meta">{file.name}</p> : null}
      {file && typeof file.read === "string" ? (
        <Banner alert>{words.unreadable[file.read]}</Banner>
      ) : null}
      {file && typeof file.read !== "string" ? <Take key={file.nth} file={file.read} /> : null}
    </div>
  )
}

type ChooserProps = {
  readonly word: string
  readonly again: boolean
  readonly onFile: (file: File) => void
}
function Chooser({ word, again, onFile }: ChooserProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <div>
      <input
        ref={input}
        type="file"
        accept=".csv,text/csv,.txt,.tsv"
        hidden
        onChange={(event) => {
          const chosen = event.currentTarget.files?.[0]
          // The same file may be chosen again once it is mended.
          if (chosen) onFile(chosen)
          event.currentTarget.value = ""
        }}
      />
      <Button {...(again ? { kind: "quiet" as const } : {})} onPress={() => input.current?.click()}>
        {word}
      </Button>
    </div>
  )
}

/** A file that could be read: its faults, or what it would change, and then taking it over. */
function Take({ file }: { readonly file: StaffFile }) {
  const { import: words } = say().people
  const [replace, setReplace] = useState(false)
  const [change, setChange] = useState<PeopleChange | null>(null)
  const [taken, setTaken] = useState(false)
  const act = useAct()
  const send = (trial: boolean) =>
    act.run(async () => {
      const sent: PeopleFile = { rows: [...file.rows], replace, trial }
      const answer = await post<PeopleChange>("/people/file", sent)
      setChange(answer)
      if (trial || answer.faults.length) return
      setTaken(true)
      toast(doneWords(answer))
    })
  const faults = file.faults.length ? file.faults : faultsOf(file, change)
  return (
    <section class="stack" aria-label={words.would}>
      <p>
        {counted(words.read, file.rows.length)}{" "}
        {file.ignored.length ? fill(words.ignored, { heads: listed(file.ignored) }) : null}
      </p>
      {file.faults.length || taken ? null : (
        <>
          <Tick
            label={words.replace}
            help={words.replaceHelp}
            checked={replace}
            onChange={(on) => {
              setReplace(on)
              setChange(null)
            }}
          />
          <Button {...(change ? { kind: "quiet" as const } : {})} onPress={() => void send(true)}>
            {act.busy ? words.trying : words.trial}
          </Button>
        </>
      )}
      {act.error ? <Banner alert>{act.error}</Banner> : null}
      {taken && change ? <Banner>{doneWords(change)}</Banner> : null}
      {change && !taken ? <Would change={change} onGo={() => void send(false)} /> : null}
      {faults.length ? <FileFaults faults={faults} /> : null}
      {taken || faults.length ? null : <Sample rows={file.rows} />}
    </section>
  )
}

function Would({ change, onGo }: { readonly change: PeopleChange; readonly onGo: () => void }) {
  const { import: words } = say().people
  const moves = change.added + change.changed + change.left
  return (
    <div class="stack" role="status">
      <h2>{words.would}</h2>
      <ul class="counts">
        <li>{counted(words.added, change.added)}</li>
        <li>{counted(words.changed, change.changed)}</li>
        <li>{counted(words.same, change.same)}</li>
        <li>{counted(words.left, change.left)}</li>
      </ul>
      <p class="second">{words.nothingYet}</p>
      <Button
        why={change.faults.length ? words.goWhy : moves ? null : words.nothing}
        onPress={onGo}
      >
        {words.go}
      </Button>
    </div>
  )
}

/** The server's faults, by the row as the spreadsheet counts it. */
function faultsOf(file: StaffFile, change: PeopleChange | null): FileFault[] {
  const { import: words } = say().people
  return (change?.faults ?? []).map(({ row, field, fault }) => {
    const sent = file.rows[row - 1]
    if (row === 0 || !sent)
      return { row: 0, field: "name", fault, found: nameKnown(field) ?? words.inFile }
    // The server names only columns that were sent.
    const column = field as FileFault["field"]
    return { row: file.places[row - 1] ?? row, field: column, fault, found: sent[column] ?? "" }
  })
}

function doneWords({ added, changed, left }: PeopleChange): string {
  return fill(say().people.import.done, { added, changed, left })
}
