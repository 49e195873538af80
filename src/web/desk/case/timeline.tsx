import { now } from "#web/lib/clock.ts"
import { promiseNamed } from "#web/lib/promise-named.ts"
import { clockSeconds, dayOf, isoDay, when } from "#web/lib/times.ts"
import { counted, fill } from "#web/lib/words.ts"
import { dutyWords, promiseWords } from "#web/desk/parts.tsx"
import type { CaseScreen } from "#wire/case.ts"
import type { DeadlineKind, Owed } from "#wire/report.ts"
import type { Case } from "./case.ts"
import { doneSentence, stateSentence } from "./done.ts"
import { actWords } from "./life.ts"
import { owedNamed } from "./owed-named.ts"
import { caseWords } from "./words.ts"

/** What happened, in order, in the organisation's zone; then now; then what is to come. */
export function Timeline({ one }: { readonly one: Case }) {
  const { line } = caseWords()
  const { owed } = one.screen
  const timeline = one.screen.timeline.filter((event) => !isFirst(event))
  const ahead = owed
    .filter(({ met, missed, due }) => met === null && missed === null && due > now.value)
    .toSorted((a, b) => a.due - b.due)
  return (
    <section aria-labelledby="line">
      <h2 id="line">
        {line.title} <span class="meta">{counted(line.meta, timeline.length)}</span>
      </h2>
      <ol class="line events">
        {timeline.map((event, at) => (
          <Past key={`${at} ${event.kind}`} event={event} before={timeline[at - 1]?.at} />
        ))}
        <li data-s="now">
          <time>{clockSeconds(now.value)}</time>
          <b>{line.now}</b>
        </li>
        {ahead.map((promise) => (
          <li key={`${promise.alert} ${promise.kind}`} data-s="owed">
            <time>{when(promise.due, now.value)}</time>
            <span>{owedNamed(one, promise)}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}

type Event = CaseScreen["timeline"][number]

/** The bell began to ring with them: whoever is rung first is nobody's next. */
function isFirst({ kind, facts }: Event): boolean {
  return kind === "alert.climbed" && facts["tier"] === 0
}

/** What should not have happened. */
const wrong = ["deadline.missed", "alert.lapsed", "person.tried"]

type PastProps = { readonly event: Event; readonly before: number | undefined }
function Past({ event, before }: PastProps) {
  const { line } = caseWords()
  const missed = wrong.some((kind) => kind === event.kind)
  const newDay = before === undefined || isoDay(before) !== isoDay(event.at)
  const sentence = sentenceOf(event)
  const by = event.by && !sentence.includes(event.by) ? fill(line.by, { name: event.by }) : null
  return (
    <li data-s={missed ? "late" : "done"}>
      <time dateTime={new Date(event.at).toISOString()}>{clockSeconds(event.at)}</time>
      <span>
        {sentence}
        {by ? <span class="second">{by}</span> : null}
        {newDay ? <span class="second">{dayOf(event.at)}</span> : null}
      </span>
    </li>
  )
}

function sentenceOf({ kind, facts }: Event): string {
  if (kind === "state.changed") return fill(caseWords().line.moved, { state: stateSentence(facts) })
  if (kind === "act.signed")
    return fill(caseWords().line.signed, { act: actNamed(String(facts["act"])) })
  const done = doneSentence(kind, facts)
  if (done !== null) return done
  const { event, line, mail } = caseWords()
  const { alert, about, deadline = about, kind: said } = facts
  const what = whatIsLate(alert, deadline)
  // A quiet bell: whoever it rings hears which promise is late.
  const told = kind === "alert.rung" && typeof about === "string"
  const known = fill(told ? line.told : (event[kind] ?? kind), {
    ...Object.fromEntries(
      Object.entries(facts).map(([name, value]) => [name, String(value ?? "")]),
    ),
    to: String(facts["to"] ?? facts["person"] ?? ""),
    what,
    who: line.who[facts["by"] === "affected" ? "affected" : "reporter"],
  })
  const named = typeof said === "string" ? mail.kinds[said as keyof typeof mail.kinds] : undefined // looked up, perhaps in vain
  if (kind !== "message.sent") return known
  if (facts["by"] === "reporter") return line.wrote
  return named && said !== "message" ? `${known}: ${named}` : known
}

function whatIsLate(alert: unknown, deadline: unknown): string {
  const side: Owed["alert"] = alert === "retaliation" ? "retaliation" : "report"
  return typeof deadline === "string"
    ? promiseNamed(deadline as DeadlineKind, side, promiseWords(), dutyWords()) // the server's own word for a deadline
    : ""
}

/** An act by the name of its button. */
function actNamed(kind: string): string {
  const names: Record<string, string> = actWords()
  return names[kind] ?? kind
}
