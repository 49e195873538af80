import { useEffect, useRef, useState } from "preact/hooks"
import { isProtection, orderedBy } from "#core/life/measure.ts"
import { measureCodes, type MeasureCode, needsYes } from "#core/life/word.ts"
import { get } from "#web/lib/api.ts"
import { fill, listed } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import { Dialog } from "#web/ui/dialog.tsx"
import { Choices, Field, Select } from "#web/ui/field.tsx"
import { toast } from "#web/ui/toast.tsx"
import { useAct } from "#web/desk/act.ts"
import type { ActProps } from "#web/desk/case/act-props.ts"
import type { Case } from "#web/desk/case/case.ts"
import { nextMeasure } from "#web/desk/case/closed.ts"
import type { Measure } from "#web/desk/case/content.ts"
import { Hints } from "#web/desk/case/hints.tsx"
import { closedAct, lifeWords } from "#web/desk/case/life.ts"
import { papersOf } from "#web/desk/case/papers-of.ts"
import { affectedRoom, langOf, readerName } from "#web/desk/case/reader.ts"
import { doIn } from "#web/desk/case/say.ts"
import { words } from "#web/desk/say.ts"
import type { CaseScreen } from "#wire/case.ts"
import { filled } from "./blanks.ts"
import { BlankFields, type Fields, LangField, safeFields, whyMissing } from "./fields.tsx"
import { contentOf, kindIn, nameOf } from "./of-measure.ts"
import { measureWords } from "./words.ts"

type How = "offer" | "order"
type Props = ActProps & {
  /** A measure that was asked for, offered or accepted, to be ordered under its own number. */
  readonly known?: { readonly n: number; readonly code: MeasureCode; readonly asked: boolean }
}

/** Offers or orders protection, one measure after another: the reporter reads it in the mailbox, in their own language. */
export function Offer({ one, reload, onClose, known }: Props) {
  const say = measureWords()
  const [sofar, setSofar] = useState<readonly string[]>([])
  const draft = useDraft(one, known)
  const act = useAct()
  const first = useRef<HTMLElement>(null)
  const { code, how, text, why } = draft
  const chosen = useRef(code)
  chosen.current = code
  const send = () =>
    act.run(async () => {
      const { lang: read, typed } = draft
      const waits = await put(one, { how, code, text, lang: read, typed, n: known?.n })
      const done = fill(how === "offer" ? say.offered : say.ordered, { name: draft.reader })
      toast(waits ? say.waits : done)
      reload()
      if (known) return onClose()
      setSofar([...sofar, nameOf(code)])
      // Whoever has gone on to the next one meanwhile keeps what they chose and wrote.
      if (chosen.current !== code) return
      draft.clear()
      first.current?.querySelector("select")?.focus()
    })
  return (
    <Dialog title={say.order} onClose={onClose} wide>
      <form
        ref={(element) => {
          first.current = element
        }}
        onSubmit={(event) => {
          event.preventDefault()
          if (!why) void send()
        }}
      >
        {sofar.length > 0 ? <p role="status">{fill(say.sofar, { names: listed(sofar) })}</p> : null}
        <Which code={code} onChange={draft.choose} fixed={known !== undefined} />
        {draft.measure ? <Words draft={draft} settled={known?.asked === false} /> : null}
        <Hints text={text} />
        {act.error ? <Banner alert>{act.error}</Banner> : null}
        <div class="acts">
          <Button type="submit" why={why}>
            {act.busy ? words().signIn.oneMoment : how === "offer" ? say.offer : say.orderNow}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {sofar.length > 0 ? say.done : words().cancel}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function Which({
  code,
  onChange,
  fixed,
}: {
  readonly code: string
  readonly onChange: (code: string) => void
  readonly fixed: boolean
}) {
  const say = measureWords()
  if (fixed) return <p class="second">{nameOf(code)}</p>
  const shown = measureCodes.filter((one) => orderedBy[one].length > 0)
  return (
    <Select
      label={say.which}
      value={code}
      onChange={onChange}
      options={[["", say.choose], ...shown.map((one) => [one, nameOf(one)] as const)]}
    />
  )
}

type Draft = ReturnType<typeof useDraft>

/** What is chosen, how it is brought about, and the words: fields for the blanks, then how it reads. */
function Words({ draft, settled }: { readonly draft: Draft; readonly settled: boolean }) {
  const say = measureWords()
  const { measure, code, fields, template } = draft
  if (!measure || code === "") return null
  const roles = listed(orderedBy[code].map((role) => lifeWords().role[role]))
  return (
    <>
      <p class="second">
        {fill(code === "M03" ? say.byTwo : say.by, {
          ...{ on: say.on[measure.on_whom], consent: say.consent[measure.consent], roles },
        })}
      </p>
      {settled || !isProtection(code) ? null : (
        <Choices
          legend={say.how}
          value={draft.how}
          options={[
            ["offer", say.offer, say.offerHelp],
            ["order", say.orderNow, draft.orderWhy ?? say.orderHelp],
          ]}
          onChange={(how) => draft.setHow(how === "offer" ? "offer" : "order")}
        />
      )}
      <LangField value={draft.lang} onChange={draft.setLang} />
      <BlankFields text={template} fields={fields} onChange={draft.setFields} />
      <Field label={say.more} rows={2} max={2000} value={draft.more} onInput={draft.setMore} />
      <section aria-label={fill(say.reads, { name: draft.reader })}>
        <h3>{fill(say.reads, { name: draft.reader })}</h3>
        <p class="words letter-paper" lang={draft.lang === "zh" ? "zh-Hans" : "en"}>
          {draft.text}
        </p>
      </section>
      <RespondentReads of={measure} fields={fields} lang={draft.lang} />
    </>
  )
}

/** The words for the other side, to be taken to its own mailbox. */
function RespondentReads({
  of,
  fields,
  lang: read,
}: {
  readonly of: Measure
  readonly fields: Fields
  readonly lang: "en" | "zh"
}) {
  if (!of.respondent_reads) return null
  return (
    <details>
      <summary>{measureWords().respondentReads}</summary>
      <p class="words">{filled(of.respondent_reads[read], fields).text}</p>
    </details>
  )
}

/** What is being written; each measure keeps what was typed into it while the form is open. */
function useDraft(one: Case, known: Props["known"]) {
  const say = measureWords()
  const [code, setCode] = useState<MeasureCode | "">(known?.code ?? "")
  const [chosen, setHow] = useState<How>(known ? "order" : "offer")
  // What was said yes to is ordered in the words that were read, unless somebody changes them.
  const offered = known ? papersOf(one, "measure.proposed", known.n).at(-1)?.form : undefined
  const [read, setRead] = useState(offered?.lang ?? langOf(one, affectedRoom(one)))
  const [typed, setTyped] = useState<Readonly<Record<string, Fields>>>(
    offered ? { [`${known?.code} ${offered.lang}`]: undated(offered.fields) } : {},
  )
  const [more, setMore] = useState("")
  const measure = code === "" ? undefined : contentOf(code)
  const how: How = code !== "" && !isProtection(code) ? "order" : chosen
  const template = measure?.affected_reads?.[read] ?? measure?.name[read] ?? ""
  const fields = { ...safeFields(one, code, read), ...typed[`${code} ${read}`] }
  const done = filled(template, fields)
  const n = known?.n ?? nextMeasure(one)
  const whyOrder = code === "" ? null : closedAct(one, "measure.ordered", { n, code })
  const whyOffer = code === "" ? null : closedAct(one, "measure.proposed", { n, code })
  useEffect(() => {
    if (code === "" || known?.asked === false) return
    const offers = whyOrder !== null || (!known && needsYes.includes(code))
    setHow(offers ? "offer" : "order")
  }, [code])
  return {
    ...{ code, how, measure, template, fields, more, setHow, setMore, orderWhy: whyOrder },
    lang: read,
    reader: readerName(one, affectedRoom(one)),
    setLang: setRead,
    setFields: (next: Fields) => setTyped({ ...typed, [`${code} ${read}`]: next }),
    typed: typed[`${code} ${read}`] ?? {},
    text: [done.text, more.trim()].filter((part) => part !== "").join("\n\n"),
    why:
      code === ""
        ? say.opens
        : ((how === "offer" ? whyOffer : whyOrder) ?? whyMissing(done.missing)),
    choose: (next: string) => setCode(measureCodes.find((known) => known === next) ?? ""),
    clear: () => {
      setTyped({})
      setMore("")
      setCode("")
    },
  }
}

/** What was typed, without the days, which are counted anew. */
function undated(fields: Fields = {}): Fields {
  const { since: _, review_on: __, ...rest } = fields
  return rest
}

type Sending = {
  readonly how: How
  readonly code: MeasureCode | ""
  readonly text: string
  readonly lang: "en" | "zh"
  /** What was typed into the blanks. */
  readonly typed: Fields
  readonly n: number | undefined
}

/** Sends it under the next number as it is now: several in a row do not wait for the screen. Says whether somebody else must sign. */
async function put(one: Case, sending: Sending): Promise<boolean> {
  const { how, code, text, lang: read, typed, n } = sending
  if (code === "") return false
  const { life } = await get<CaseScreen>(`/cases/${one.id}`)
  const facts = { n: n ?? (life?.measures.length ?? 0) + 1, code }
  // The first of two signers tells nobody: the words wait at the desk.
  const room = how === "order" && code === "M03" ? "desk" : affectedRoom(one)
  const form = { measure: code, lang: read, fields: typed }
  const paper = { room, kind: kindIn(room), text, form } as const
  const act = how === "offer" ? "measure.proposed" : "measure.ordered"
  return (await doIn(one.id, { kind: act, facts, paper })).waits
}
