import type { ComponentChildren } from "preact"
import { Files } from "#web/report/ask/files.tsx"
import { failureOf } from "#web/report/api.ts"
import { allSent, attached } from "#web/report/attached.ts"
import type { Held } from "#web/report/her.ts"
import { signal, useSignal } from "#web/report/signal.ts"
import { way } from "#web/report/return/way.ts"
import { typedIn } from "./typed.ts"
import { type Doing, heldHere, press, sendHere } from "./write.ts"
import { answerWords } from "./words.ts"

/** Which of the forms the added files go with; they are of one only. */
const filesFor = signal<{ readonly id: string; readonly to: Held } | null>(null)

type WriteProps = {
  readonly id: string
  readonly title: string
  /** Until when, or what was done already. */
  readonly by?: string | undefined
  readonly how: string
  readonly doing: Doing | null
  readonly files?: boolean
  /** Something that nobody waits for: it stands folded. */
  readonly folded?: boolean
  /** What is chosen before the words. */
  readonly before?: ComponentChildren
  readonly children?: ComponentChildren
}

/** Something to write. What was typed stays until it is sent, also when the network is gone. */
export function Write({ id, title, by, how, doing, files = false, ...more }: WriteProps) {
  const form = useWriting(id, doing)
  const w = answerWords()
  return (
    <details class="act" open={doing !== null && !more.folded}>
      <summary>{title}</summary>
      {by ? <p class="banner">{by}</p> : null}
      <p>{how}</p>
      <form
        novalidate
        onSubmit={(event) => {
          event.preventDefault()
          void form.send()
        }}
      >
        {more.before}
        <TextField id={id} label={w.text} text={form.text} />
        {filesFor.value?.id === id ? <Files to={filesFor.value.to} /> : null}
        <div class="acts">
          <button class="btn" type="submit" aria-disabled={form.busy.value || !form.ready()}>
            {w.send}
          </button>
          {files && filesFor.value?.id !== id ? (
            <button class="btn quiet" type="button" onClick={() => void form.addFile()}>
              {w.addFile}
            </button>
          ) : null}
        </div>
        <p class="small" role="status">
          {toldWords(form.told.value)}
        </p>
      </form>
      {more.children}
    </details>
  )
}

type FieldProps = {
  readonly id: string
  readonly label: string
  readonly text: { value: string }
}
/** Where they write; it is read by nobody on the way. */
export function TextField({ id, label, text }: FieldProps) {
  return (
    <label class="field">
      <b>{label}</b>
      <textarea
        id={`text-${id}`}
        rows={6}
        dir="auto"
        maxLength={20_000}
        value={text.value}
        onInput={(event) => (text.value = event.currentTarget.value)}
      />
    </label>
  )
}

type PressProps = { readonly words: string; readonly done: string; readonly doing: Doing }
/** Something that is done by one press; it can be changed by another. */
export function Press({ words, done, doing }: PressProps) {
  const told = useSignal<"" | "done" | "failed">("")
  const act = () =>
    press(doing).then(
      () => (told.value = "done"),
      () => (told.value = "failed"), // said beside the button
    )
  return (
    <div>
      <div class="acts">
        <button type="button" class="btn quiet wide" onClick={() => void act()}>
          {words}
        </button>
      </div>
      <p class="small" role="status">
        {told.value === "done" ? done : told.value === "failed" ? answerWords().failed : ""}
      </p>
    </div>
  )
}

/** How something that was sent went, kept by its name, so that it is said in the language then read. */
export type Told = "" | "sending" | "sent" | "empty" | "offline" | "closed" | "refused"

/** How it went, in the language now read. On the page of whoever reported what was sent stands among their messages. */
export function toldWords(told: Told): string {
  const w = answerWords()
  if (told === "sent" && way.value.at === "/api/case") return w.noted
  return told ? w.told[told] : ""
}

/** What went wrong, as one of the sentences. */
export function toldOf(why: unknown): Told {
  const kind = failureOf(why)
  return kind === "offline" ? "offline" : kind === "full" ? "closed" : "refused"
}

function useWriting(id: string, doing: Doing | null) {
  const text = typedIn(id)
  const told = useSignal<Told>("")
  const busy = useSignal(false)
  const mine = () => filesFor.value?.id === id
  const ready = () => !mine() || allSent()
  const send = async () => {
    if (busy.value || !ready()) return
    const files = mine() && attached.value.length > 0
    if (text.value.trim() === "" && !files) return void (told.value = "empty")
    busy.value = true
    told.value = "sending"
    try {
      if (doing && !files)
        await way.value.write(doing.kind, doing.facts, { text: text.value.trim() })
      else await sendHere({ text: text.value.trim(), doing, files })
      text.value = ""
      if (mine()) filesFor.value = null
      told.value = "sent"
    } catch (why) {
      told.value = toldOf(why)
      await way.value.load().catch(() => undefined) // whatever came in between is shown
    }
    busy.value = false
  }
  const addFile = async () => {
    const to = await heldHere()
    if (!to) return
    attached.value = []
    filesFor.value = { id, to }
  }
  return { text, told, busy, ready, send, addFile }
}
