import type { MeasureCode } from "#core/life/word.ts"
import { Declined } from "#web/report/api.ts"
import { AskFor } from "#web/report/return/ask-for.tsx"
import { Wishes } from "#web/report/return/choice.tsx"
import { Paragraphs } from "#web/report/return/letter.tsx"
import { back } from "#web/report/return/words.ts"
import { useSignal } from "#web/report/signal.ts"
import { type Box, box, loadBox } from "./mailbox.ts"
import { type Doing, press } from "./write.ts"
import { answerWords } from "./words.ts"

/** What an affected person who did not report decides about themselves, in the words that a reporter reads. */
export function Affected({ now }: { now: Box }) {
  const told = useSignal("")
  const { own, offered } = now.view.life
  if (!own) return null
  const w = back()
  const choose = (doing: Doing, done: string) =>
    void press(doing).then(
      () => (told.value = done),
      () => (told.value = answerWords().failed), // said below
    )
  return (
    <>
      <h3>{w.protection.title}</h3>
      <p class="small" role="status">
        {told.value}
      </p>
      {offered.map(({ n, code }) => (
        <Offer n={n} code={code} now={now} choose={choose} key={n} />
      ))}
      <Standing own={own} />
      {own.may.includes("measure.asked") ? (
        <AskFor measures={own.measures} told={told} ask={(code) => askHere(code)} />
      ) : null}
      {own.may.includes("protection.refused") ? (
        <div class="acts">
          <button
            type="button"
            class="link"
            onClick={() => choose({ kind: "protection.refused", facts: {} }, w.protection.declined)}
          >
            {w.protection.decline}
          </button>
        </div>
      ) : null}
      {own.may.includes("wish.said") ? (
        <Wishes
          wish={own.wish}
          choose={(path) => choose({ kind: "wish.said", facts: { path } }, answerWords().noted)}
        />
      ) : null}
    </>
  )
}

type OfferProps = {
  readonly n: number
  readonly code: string
  readonly now: Box
  readonly choose: (doing: Doing, done: string) => void
}
/** An offer of protection: a yes and a no are the same size. */
function Offer({ n, code, now, choose }: OfferProps) {
  const w = back().protection
  const words = now.letters.findLast((one) => one.act === "measure.proposed" && one.n === n)
  const facts = { n }
  return (
    <div class="msg" role="group" aria-label={w.name[code]}>
      <p>
        <b>{w.name[code]}</b>
      </p>
      <Paragraphs text={words?.text ?? w.what[code] ?? ""} />
      <div class="acts">
        <button
          type="button"
          class="btn quiet"
          onClick={() => choose({ kind: "measure.accepted", facts }, w.accepted)}
        >
          {w.yes}
        </button>
        <button
          type="button"
          class="btn quiet"
          onClick={() => choose({ kind: "measure.refused", facts }, w.refused)}
        >
          {w.no}
        </button>
      </div>
    </div>
  )
}

type Own = NonNullable<Box["view"]["life"]["own"]>

/** What was asked for and what holds, by name. */
function Standing({ own }: { own: Own }) {
  const w = back().protection
  const groups = [
    [w.yours, ["ASKED", "CONSENTED"]],
    [w.force, ["ORDERED", "IN_FORCE", "REVIEWED", "BREACHED"]],
  ] as const
  return (
    <>
      {groups.map(([title, states]) => {
        const these = own.measures.filter(({ state }) => states.some((one) => one === state))
        return these.length === 0 ? null : (
          <p key={title}>
            <b>{title}</b> {these.map(({ code }) => w.name[code]).join(" · ")}
          </p>
        )
      })}
    </>
  )
}

/** Asks under the next number; when somebody was quicker with it, once more under the one after. */
async function askHere(code: MeasureCode, again = true): Promise<string> {
  const n = box.value?.view.life.own?.next
  const w = back()
  if (!n) return answerWords().failed
  try {
    await press({ kind: "measure.asked", facts: { n, code } })
    return w.protection.asked
  } catch (why) {
    await loadBox().catch(() => undefined) // shown as trouble
    const quicker = why instanceof Declined && why.problem.fields?.includes("next-number")
    if (quicker) return again ? askHere(code, false) : w.protection.quicker
    return answerWords().failed
  }
}
