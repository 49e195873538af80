import { useState } from "preact/hooks"
import { fillLetter, namesIn, wholeLetter } from "#core/letter.ts"
import { now } from "#web/lib/clock.ts"
import { isoDay } from "#web/lib/times.ts"
import { fill, listed } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Tick } from "#web/ui/field.tsx"
import { me } from "#web/desk/session.ts"
import { ActForm } from "#web/desk/case/act-form.tsx"
import type { ActProps } from "#web/desk/case/act-props.ts"
import { answersOf, type Case } from "#web/desk/case/case.ts"
import { letters } from "#web/desk/case/content.ts"
import { LetterBlanks, LetterLanguage, LetterShown } from "#web/desk/case/letter-sheet.tsx"
import { newReference } from "#web/desk/case/first-hour/letter-words.ts"
import { lifeWords } from "#web/desk/case/life.ts"
import { papersOf } from "#web/desk/case/papers-of.ts"
import { roomFor } from "#web/desk/case/parties/held.ts"
import { partyWords } from "#web/desk/case/parties/words.ts"
import { doIn } from "#web/desk/case/say.ts"
import { nameOf } from "./named.ts"
import { inquiryWords } from "./words.ts"

const letter = letters.find(({ id }) => id === "respondent_notice")

/** The written notice to a person named: what is said, their rights, and nobody's name that they do not need to answer. */
export function NoticeForm({ one, n, reload, onClose }: ActProps & { readonly n: number }) {
  const say = inquiryWords().notice
  const [lang, setLang] = useState<"en" | "zh">("en")
  const [needed, need] = useState(false)
  const [blanks, setBlanks] = useState(() => known(one, n))
  if (!letter) return null
  const filled = fillLetter(letter, lang, blanks)
  const text = `${filled.subject}\n\n${filled.body}`
  const named = needed ? [] : namesIn(text, othersIn(one, n))
  const label = (name: string) => say.blanks[name as keyof typeof say.blanks] ?? name // the blanks of this letter
  const box = one.screen.life?.respondents.find((known) => known.n === n)?.mailbox
  const room = roomFor(one, box)
  const give = async () => {
    const paper = { room, text: wholeLetter(filled), form: { lang, fields: blanks } } as const
    await doIn(one.id, { kind: "notice.given", facts: { n }, paper })
    return inquiryWords().done
  }
  const why = filled.missing.length > 0 || named.length > 0 ? inquiryWords().opens : null
  return (
    <ActForm
      title={say.give}
      note={`${say.how} ${room === "desk" ? partyWords().byHand : partyWords().goes}`}
      go={say.sent}
      why={why}
      act={give}
      text={text}
      onDone={reload}
      onClose={onClose}
      wide
    >
      <LetterLanguage label={say.lang} lang={lang} onChange={setLang} />
      <LetterBlanks of={letter} blanks={blanks} label={label} long={long} onChange={setBlanks} />
      <LetterShown subject={filled.subject} body={filled.body} />
      <Wrong missing={filled.missing.map(label)} named={named} />
      <Tick label={say.needed} checked={needed} onChange={need} />
    </ActForm>
  )
}

type WrongProps = { readonly missing: readonly string[]; readonly named: readonly string[] }
/** What keeps the letter here. */
function Wrong({ missing, named }: WrongProps) {
  const say = inquiryWords().notice
  return (
    <>
      {missing.length > 0 ? (
        <Banner lamp>{fill(say.missing, { names: listed(missing) })}</Banner>
      ) : null}
      {named.length > 0 ? <Banner lamp>{fill(say.named, { names: listed(named) })}</Banner> : null}
    </>
  )
}

const long = ["allegations", "process", "orders"]

/** What is known without asking. */
function known(one: Case, n: number): Readonly<Record<string, string>> {
  const { life } = one.screen
  const own = new Set(
    life?.allegations.filter(({ respondent }) => respondent === n).map((one) => one.n),
  )
  const papers = papersOf(one, "allegation.added").filter(({ form }) =>
    own.has(Number(form.facts?.["n"])),
  )
  const field = (id: string) => papers.map(({ form }) => form.fields?.[id] ?? "")
  return {
    reference: newReference(),
    date: isoDay(now.value),
    respondent_name: nameOf(one, n),
    sender_name: me.value?.name ?? "",
    allegations: field("conduct")
      .map((text, at) => `${at + 1}. ${text}`)
      .join("\n"),
    clauses: [...new Set(field("clause"))].join(", "),
    standard: life?.plan ? lifeWords().standard[life.plan.standard] : "",
  }
}

/** Everybody the report names, but the person the letter goes to. */
function othersIn(one: Case, n: number): string[] {
  const to = nameOf(one, n)
  return Object.values(answersOf(one))
    .flatMap(({ named = [], fields = {} }) => [
      ...named.map(({ name }) => name),
      ...(fields["name"] ? [fields["name"]] : []),
    ])
    .filter((name) => namesIn(to, [name]).length === 0)
}
