import content from "#content/check_ins.json" with { type: "json" }
import type { CheckInFlag } from "#core/life/word.ts"
import type { ReporterLife } from "#wire/report.ts"
import { failureOf } from "#web/report/api.ts"
import { instant } from "#web/report/clock.ts"
import { lang } from "#web/report/memory.ts"
import { say } from "#web/report/say.ts"
import { useSignal } from "#web/report/signal.ts"
import { choose } from "./acts.tsx"
import { way } from "./way.ts"
import { back } from "./words.ts"

type Due = ReporterLife["checkIns"][number]
type Question = (typeof content.questions)[number]
type Answers = Readonly<Record<string, readonly string[]>>

type Props = { checkIns: readonly Due[]; now: number; closed?: boolean }

/** How somebody is, asked on some days of the year after: six short questions, each of which may stay empty. */
export function CheckIn({ checkIns, now, closed = false }: Props) {
  const told = useSignal("")
  const due = checkIns.findLast((one) => one.due <= now && one.as !== "answered")
  const next = checkIns.find((one) => one.due > now && one.as === null)
  const stopped = checkIns.some((one) => one.as === "stopped")
  const w = back().checkIn
  // When nothing more is asked there is nothing to stop either; thanks for the last answer stand there all the same.
  const over = closed || !(due || next || stopped)
  if (over && told.value === "") return null
  return (
    <section aria-labelledby="how-are-you" id="check-in">
      <h2 id="how-are-you">{w.title}</h2>
      {due && !stopped && !over ? <Asked due={due} told={(text) => (told.value = text)} /> : null}
      {next && !due ? <p>{say(w.next, { day: instant(next.due, now, lang.value) })}</p> : null}
      {stopped ? <p>{w.stopped}</p> : null}
      {over ? null : (
        <div class="acts">
          <button
            type="button"
            class="link"
            onClick={() =>
              void choose(
                stopped ? "check-ins.resumed" : "check-ins.stopped",
                {},
                stopped ? w.onAgain : w.off,
              ).then((said) => (told.value = said))
            }
          >
            {stopped ? w.resume : w.stop}
          </button>
        </div>
      )}
      <p class="small" role="status">
        {told.value}
      </p>
    </section>
  )
}

function Asked({ due, told }: { due: Due; told: (text: string) => void }) {
  const answers = useSignal<Answers>({})
  const busy = useSignal(false)
  const failed = useSignal("")
  const w = back().checkIn
  const set = (id: string, said: readonly string[]) =>
    (answers.value = { ...answers.value, [id]: said })
  const send = async () => {
    busy.value = true
    failed.value = ""
    try {
      const flags = flagsOf(answers.value)
      const text = written(answers.value)
      await way.value.write(
        "check-in.answered",
        { n: due.n, flags },
        { text, form: { checkIn: answers.value } },
      )
      told(flags.includes("unsafe") ? w.rung : w.thanks)
    } catch (why) {
      failed.value = failureOf(why) === "offline" ? back().offline : back().notSent
      await way.value.load().catch(() => undefined) // shown again at the next look
    }
    busy.value = false
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy.value) void send()
      }}
    >
      <p>{say(w.since, { days: due.day })}</p>
      {content.questions.map((question) => (
        <Ask
          key={question.id}
          question={question}
          said={answers.value[question.id] ?? []}
          onSay={(said) => set(question.id, said)}
        />
      ))}
      <div class="acts">
        <button type="submit" class="btn">
          {w.send}
        </button>
      </div>
      <p class="small">{w.empty}</p>
      {failed.value ? (
        <p class="banner" role="alert">
          {failed.value}
        </p>
      ) : null}
    </form>
  )
}

type AskProps = {
  question: Question
  said: readonly string[]
  onSay: (said: readonly string[]) => void
}
function Ask({ question, said, onSay }: AskProps) {
  const asked = question[lang.value]
  const max = "max_chars" in question ? question.max_chars : undefined
  const scale = "scale" in question ? [1, 2, 3, 4, 5].map(String) : []
  const text = said.find((one) => !scale.includes(one)) ?? ""
  const many = question.type === "multi"
  const codes = optionsOf(question).map(({ code }) => code)
  const toggle = (code: string) => {
    const typed = said.filter((one) => !codes.includes(one))
    if (!many) return onSay([code, ...typed])
    onSay(said.includes(code) ? said.filter((one) => one !== code) : [...said, code])
  }
  return (
    <fieldset>
      <legend class="label">{asked}</legend>
      <div class="choices">
        {optionsOf(question).map(({ code, words }) => (
          <label key={code} class={said.includes(code) ? "choice on" : "choice"}>
            <input
              type={many ? "checkbox" : "radio"}
              name={question.id}
              checked={said.includes(code)}
              onChange={() => toggle(code)}
            />
            <span>{words}</span>
          </label>
        ))}
      </div>
      {max ? (
        <textarea
          rows={3}
          maxLength={max}
          aria-label={asked}
          value={text}
          onInput={(event) =>
            onSay([...said.filter((one) => scale.includes(one)), event.currentTarget.value])
          }
        />
      ) : null}
    </fieldset>
  )
}

/** What can be chosen, in words; a scale is its numbers. */
function optionsOf(question: Question): { code: string; words: string }[] {
  if ("scale" in question) return [1, 2, 3, 4, 5].map((n) => ({ code: `${n}`, words: `${n}` }))
  if (!("options" in question) || !question.options) return []
  return question.options.map((option) => {
    if (typeof option !== "string") return { code: option.code, words: option[lang.value] }
    const words: Readonly<Record<string, { en: string; zh: string }>> = content.option_words
    return { code: option, words: words[option]?.[lang.value] ?? option }
  })
}

/** What somebody has to act on, in closed words: the rest of the answers is sealed. */
function flagsOf(answers: Answers): CheckInFlag[] {
  return content.questions.flatMap((question) => {
    const flag = means[question.id]
    const flagged: readonly string[] = "flag" in question ? (question.flag ?? []) : []
    return flag && (answers[question.id] ?? []).some((said) => flagged.includes(said)) ? [flag] : []
  })
}

const means: Readonly<Record<string, CheckInFlag>> = {
  c1: "unsafe",
  c2: "contacted",
  c3: "changed",
  c5: "broken",
}

/** The answers as somebody reads them. */
function written(answers: Answers): string {
  return content.questions
    .flatMap((question) => {
      const said = answers[question.id] ?? []
      const options = optionsOf(question)
      const words = said.map((code) => options.find((one) => one.code === code)?.words ?? code)
      return words.length > 0 ? [`${question[lang.value]} ${words.join(", ")}`] : []
    })
    .join("\n")
}
