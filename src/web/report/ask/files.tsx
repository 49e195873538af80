import { useSignal } from "#web/report/signal.ts"
import { attach, start, takeOut } from "#web/report/attach.ts"
import { attached, type Attached } from "#web/report/attached.ts"
import { late } from "#web/report/late-words.ts"
import type { Held } from "#web/report/her.ts"
import { lang } from "#web/report/memory.ts"
import { KeyMark } from "#web/report/marks.tsx"
import { say } from "#web/report/say.ts"

/** Add files: sealed here, sent part by part, and she can go on meanwhile. */
export function Files({ to }: { to?: Held }) {
  const original = useSignal(false)
  const add = (list: FileList | null) => {
    for (const file of list ?? [])
      void attach(file, { name: file.name, original: original.value, ...(to ? { to } : {}) })
  }
  return (
    <div class="files">
      <label class="tick">
        <input
          type="checkbox"
          checked={original.value}
          onChange={(event) => (original.value = event.currentTarget.checked)}
        />{" "}
        {late().keepOriginal}
      </label>
      <p class="small">{late().keepOriginalWhy}</p>
      <label class="btn quiet wide filepick">
        {late().addFile}
        <input
          class="sr"
          type="file"
          multiple
          onChange={(event) => {
            add(event.currentTarget.files)
            event.currentTarget.value = ""
          }}
        />
      </label>
      <FileRows />
    </div>
  )
}

/** How far each file is, in words and as a thin bar. */
export function FileRows() {
  if (attached.value.length === 0) return null
  return (
    <ul class="people" aria-label={late().filesAdded}>
      {attached.value.map((file) => (
        <li class="person" key={file.id}>
          <KeyMark />
          <div>
            <b>{file.name}</b>
            <span class="second">{stateOf(file)}</span>
            {file.state === "sending" ? (
              <progress aria-label={file.name} max={file.size || 1} value={file.kept} />
            ) : null}
          </div>
          <span>
            {file.state === "stopped" ? (
              <button type="button" class="btn bare" onClick={() => start(file.id)}>
                {late().goOn}
                <span class="sr"> {file.name}</span>
              </button>
            ) : null}{" "}
            <button type="button" class="btn bare" onClick={() => takeOut(file.id)}>
              {late().takeOut}
              <span class="sr"> {file.name}</span>
            </button>
          </span>
        </li>
      ))}
    </ul>
  )
}

function stateOf(file: Attached): string {
  const w = late().file
  const blanks = {
    kept: megabytes(file.kept),
    size: megabytes(file.size),
    percent: Math.floor((100 * file.kept) / (file.size || 1)),
  }
  if (file.why) return say(w[file.why], blanks)
  return say(w[file.state === "refused" ? "big" : file.state], blanks)
}

function megabytes(bytes: number): string {
  const shown = bytes / 1_048_576
  return new Intl.NumberFormat(lang.value === "zh" ? "zh-CN" : "en-GB", {
    maximumFractionDigits: shown < 10 ? 1 : 0,
  }).format(shown)
}
