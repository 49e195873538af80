import type { RemedyCode } from "#core/life/word.ts"
import { useSignal } from "#web/report/signal.ts"
import type { Heard } from "#wire/heard.ts"
import type { ReporterLife } from "#wire/report.ts"
import { Appeal, ReadBack } from "./acts.tsx"
import { by } from "./by.ts"
import { Press, Write } from "./write-form.tsx"
import { answerWords } from "./words.ts"

type Props = {
  readonly heard: Heard
  readonly now: number
  /** Whether files can go with what they write here. */
  readonly files: boolean
}
/** What they can say to what was found and decided; what is not open to them is not shown. */
export function HeardForms({ heard, now, files }: Props) {
  const { may, who } = heard
  return (
    <>
      {may.includes("interview.read-back") ? <ReadBack who={who} /> : null}
      {may.includes("comment.made") && who !== null ? (
        <Comment heard={heard} who={who} now={now} files={files} />
      ) : null}
      {may.includes("appeal.filed") ? <Appeal appealBy={heard.appealBy} now={now} /> : null}
      {heard.remedy === null ? null : <AskRemedy n={heard.remedy} />}
    </>
  )
}

type PageProps = {
  readonly heard: Heard
  readonly remedies: ReporterLife["remedies"]
  readonly now: number
}
/** The same as a part of the page on which whoever reported comes back. */
export function HeardPart({ heard, remedies, now }: PageProps) {
  return (
    <section aria-labelledby="heard">
      <h2 id="heard">{answerWords().next}</h2>
      <HeardForms heard={heard} now={now} files={false} />
      <Remedies remedies={remedies} />
    </section>
  )
}

/** What they say to the facts that were found so far, or that they have nothing to say. */
function Comment({ heard, who, now, files }: Props & { readonly who: string }) {
  const w = answerWords().comment
  const { may, commentBy, waived } = heard
  return (
    <Write
      id="comment"
      title={w.title}
      by={by(commentBy, now, w)}
      how={w.how}
      doing={{ kind: "comment.made", facts: { who } }}
      files={files}
    >
      {waived ? (
        <p class="small">{w.waived}</p>
      ) : may.includes("comment.waived") ? (
        <Press words={w.waive} done={w.waived} doing={{ kind: "comment.waived", facts: { who } }} />
      ) : null}
    </Write>
  )
}

/** Asking for something that makes up for what it cost them. */
function AskRemedy({ n }: { n: number }) {
  const code = useSignal<RemedyCode>("apology")
  const w = answerWords().remedy
  const codes = Object.keys(w.code) as RemedyCode[] // the keys of a constant
  return (
    <Write
      id="remedy"
      title={w.title}
      how={w.how}
      folded
      doing={{ kind: "remedy.asked", facts: { n, code: code.value } }}
      before={
        <label class="field">
          <b>{w.which}</b>
          <select
            value={code.value}
            onChange={(event) =>
              (code.value = codes.find((one) => one === event.currentTarget.value) ?? code.value)
            }
          >
            {codes.map((one) => (
              <option value={one} key={one}>
                {w.code[one]}
              </option>
            ))}
          </select>
        </label>
      }
    />
  )
}

/** What they asked for so far, and what became of it. */
export function Remedies({ remedies }: Pick<PageProps, "remedies">) {
  const w = answerWords().remedy
  if (remedies.length === 0) return null
  const named: Readonly<Record<string, string>> = w.code
  return (
    <>
      <h3>{w.asked}</h3>
      <ul>
        {remedies.map(({ n, code, decided, done }) => (
          <li key={n}>
            {named[code] ?? ""}: {w.state[done === null ? (decided ?? "open") : "done"]}
          </li>
        ))}
      </ul>
    </>
  )
}
