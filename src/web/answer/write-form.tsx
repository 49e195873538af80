import { useState } from "preact/hooks"
import type { ActKind } from "#core/life/act.ts"
import { appealGrounds } from "#core/life/word.ts"
import type { PartyLife } from "#wire/party.ts"
import { NoAnswer } from "#web/report/api.ts"
import { type Lang, type Told, wordsIn } from "./say.ts"

type Option = keyof ReturnType<typeof wordsIn>["options"]
type Doing = { kind: ActKind; facts: object }
type Props = {
  readonly life: PartyLife
  readonly lang: Lang
  readonly act: (text: string, doing: Doing | null) => Promise<void>
}

/** What they write, as what it counts: only what is open to them now can be chosen. */
export function WriteForm({ life, lang, act }: Props) {
  const w = wordsIn(lang)
  const form = useWriting({ life, act })
  const { options, option, wordless, ground, text, told } = form
  return (
    <form
      novalidate
      onSubmit={(event) => {
        event.preventDefault()
        void form.send()
      }}
    >
      <h2>{w.write}</h2>
      <Choice
        label={w.what}
        value={option}
        options={options.map((one) => [one, w.options[one]])}
        onChange={form.choose}
      />
      {option === "appeal.filed" ? (
        <Choice
          label={w.ground}
          value={ground}
          options={appealGrounds.map((one) => [one, w.grounds[one]])}
          onChange={form.setGround}
        />
      ) : null}
      {wordless ? null : (
        <label class="field">
          <b>{w.text}</b>
          <textarea
            rows={8}
            dir="auto"
            maxLength={20_000}
            value={text}
            onInput={(event) => form.type(event.currentTarget.value)}
          />
        </label>
      )}
      <p role="status">{told ? w[told] : ""}</p>
      <div class="acts">
        <button class="btn wide" type="submit">
          {w.send}
        </button>
      </div>
    </form>
  )
}

/** What is being written, and its way out. Nothing typed is lost when it does not go through. */
function useWriting({ life, act }: Pick<Props, "life" | "act">) {
  const options = optionsIn(life)
  const [chosen, choose] = useState<Option>(options[0] ?? "message")
  const [ground, setGround] = useState<string>(appealGrounds[0])
  const [text, type] = useState("")
  const [told, tell] = useState<Told | null>(null)
  const [busy, work] = useState(false)
  const option = options.includes(chosen) ? chosen : "message"
  const wordless = option === "confirmed" || option === "comment.waived"
  const send = async () => {
    if (busy) return
    if (!wordless && text.trim() === "") return tell("empty")
    work(true)
    tell("loading")
    try {
      await act(wordless ? "" : text.trim(), doingOf(option, life, ground))
      type("")
      choose("message")
      tell("sent")
    } catch (why) {
      tell(why instanceof NoAnswer ? "offline" : "refused")
    }
    work(false)
  }
  return {
    ...{ options, option, wordless, ground, text, told, type, setGround, send },
    choose: (code: string) => choose(options.find((one) => one === code) ?? "message"),
  }
}

type ChoiceProps = {
  readonly label: string
  readonly value: string
  readonly options: readonly (readonly [code: string, text: string])[]
  readonly onChange: (code: string) => void
}
function Choice({ label, value, options, onChange }: ChoiceProps) {
  return (
    <label class="field">
      <b>{label}</b>
      <select value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {options.map(([code, text]) => (
          <option key={code} value={code}>
            {text}
          </option>
        ))}
      </select>
    </label>
  )
}

function optionsIn({ may }: PartyLife): Option[] {
  const acts = may.flatMap((kind): Option[] =>
    kind === "interview.read-back" ? ["confirmed", "corrected"] : [kind],
  )
  return [...acts, "message"]
}

/** The act that an option is; a message is none. */
function doingOf(option: Option, { n, who }: PartyLife, ground: string): Doing | null {
  switch (option) {
    case "message":
      return null
    case "answer.given":
      return { kind: option, facts: { n } }
    case "appeal.filed":
      return { kind: option, facts: { ground } }
    case "confirmed":
    case "corrected":
      return { kind: "interview.read-back", facts: { who, as: option } }
    case "comment.made":
    case "comment.waived":
      return { kind: option, facts: { who } }
  }
}
