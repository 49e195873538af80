import type { RoomName } from "#core/mailbox.ts"
import { useState } from "preact/hooks"
import { fillLetter, wholeLetter } from "#core/letter.ts"
import { now } from "#web/lib/clock.ts"
import { isoDay, when } from "#web/lib/times.ts"
import { fill, listed } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import { me } from "#web/desk/session.ts"
import { ActForm } from "#web/desk/case/act-form.tsx"
import type { ActProps } from "#web/desk/case/act-props.ts"
import type { Case } from "#web/desk/case/case.ts"
import { letters } from "#web/desk/case/content.ts"
import { LetterBlanks, LetterLanguage, LetterShown } from "#web/desk/case/letter-sheet.tsx"
import { allegationWords } from "#web/desk/case/inquiry/allegations.tsx"
import { nameOf } from "#web/desk/case/inquiry/named.ts"
import { inquiryWords } from "#web/desk/case/inquiry/words.ts"
import type { PartProps } from "#web/desk/case/inquiry/screen.tsx"
import { closedAct, lifeWords } from "#web/desk/case/life.ts"
import { PaperForm } from "#web/desk/case/paper-form.tsx"
import { papersOf } from "#web/desk/case/papers-of.ts"
import { roomFor } from "#web/desk/case/parties/held.ts"
import { partyWords } from "#web/desk/case/parties/words.ts"
import { doIn } from "#web/desk/case/say.ts"
import { levelName } from "./ladder.ts"
import { outcomeWords } from "./words.ts"

type To =
  | { readonly to: "reporter" | "affected"; readonly n: null }
  | { readonly to: "respondent"; readonly n: number }

/** Both sides are told in writing; a letter with an empty blank stays here. */
export function OutcomeLetters({ one, reload }: PartProps) {
  const say = outcomeWords().letters
  const [writing, write] = useState<To | "both" | null>(null)
  const { respondents = [], told = {}, state, intake } = one.screen.life ?? {}
  // Who reported for somebody else is not told what was found about that person: the affected person is.
  const whose = intake === "self" || intake === "system" ? "reporter" : "affected"
  const all: { to: To; at: number | null }[] = [
    { to: { to: whose, n: null }, at: told[whose] ?? null },
    ...respondents.map(({ n, told: at }) => ({ to: { to: "respondent", n } as const, at })),
  ]
  const close = { one, reload, onClose: () => write(null) }
  return (
    <section aria-labelledby="outcome-letters">
      <h2 id="outcome-letters">{say.title}</h2>
      <ul class="promises">
        {all.map(({ to, at }) => (
          <li key={`${to.to} ${to.n}`}>
            <span>{nameFor(to)}</span>
            <span class="due" data-s={at === null ? "ahead" : "kept"}>
              {at === null ? say.not : fill(say.told, { time: when(at, now.value) })}
            </span>
            <Button
              kind="bare"
              label={`${say.write}: ${nameFor(to)}`}
              why={closedAct(one, "outcome.told", to)}
              onPress={() => write(to)}
            >
              {say.write}
            </Button>
          </li>
        ))}
      </ul>
      {state === "DECISION" ? (
        <Button why={closedAct(one, "outcome.notified", {})} onPress={() => write("both")}>
          {say.both}
        </Button>
      ) : null}
      {writing === "both" ? (
        <PaperForm {...close} kind="outcome.notified" facts={{}} title={say.both} blanks={[]} />
      ) : writing ? (
        <LetterTo {...close} to={writing} />
      ) : null}
    </section>
  )
}

function nameFor({ to, n }: To): string {
  return fill(outcomeWords().letters.to[to], { n: n ?? "" })
}

function LetterTo({ one, to, reload, onClose }: ActProps & { readonly to: To }) {
  const say = outcomeWords()
  const [lang, setLang] = useState<"en" | "zh">("en")
  const [blanks, setBlanks] = useState(() => known(one, to))
  const id = to.to === "respondent" ? "outcome_respondent" : "outcome_affected"
  const letter = letters.find((one) => one.id === id)
  if (!letter) return null
  const filled = fillLetter(letter, lang, blanks)
  const text = `${filled.subject}\n\n${filled.body}`
  const label = (name: string) => say.blanks[name as keyof typeof say.blanks] ?? name // the blanks of these two letters
  const room = roomOf(one, to)
  const send = async () => {
    const paper = { room, text: wholeLetter(filled), form: { lang, fields: blanks } } as const
    await doIn(one.id, { kind: "outcome.told", facts: to, paper })
    return inquiryWords().done
  }
  return (
    <ActForm
      title={nameFor(to)}
      note={`${say.letters.how} ${wayWords(room)}`}
      go={say.letters.send}
      why={filled.missing.length > 0 ? inquiryWords().opens : null}
      act={send}
      text={text}
      onDone={reload}
      onClose={onClose}
      wide
    >
      <LetterLanguage label={say.letters.lang} lang={lang} onChange={setLang} />
      <LetterBlanks of={letter} blanks={blanks} label={label} long={long} onChange={setBlanks} />
      <LetterShown subject={filled.subject} body={filled.body} />
      {filled.missing.length > 0 ? (
        <Banner lamp>
          {fill(say.letters.missing, { names: listed(filled.missing.map(label)) })}
        </Banner>
      ) : null}
    </ActForm>
  )
}

/** Where whoever it is about reads it: the reporter and everybody with a mailbox there, anybody else on paper. */
function roomOf(one: Case, { to, n }: To): RoomName {
  const { life } = one.screen
  if (to === "reporter") return "mailbox"
  const box =
    to === "respondent"
      ? life?.respondents.find((known) => known.n === n)?.mailbox
      : one.parties.find(({ view }) => view.party === "affected" && view.closedAt === null)?.view
          .number
  return roomFor(one, box)
}

function wayWords(room: RoomName): string {
  if (room === "mailbox") return ""
  return room === "desk" ? partyWords().byHand : partyWords().goes
}

const long = ["findings", "reasons", "measures", "remedies"]

/** What is known without asking: dates, findings in their own words, the sanction. To the reporter nothing of the sanction's level. */
function known(one: Case, { to, n }: To): Readonly<Record<string, string>> {
  const { life } = one.screen
  const own = (life?.allegations ?? []).filter((all) => n === null || all.respondent === n)
  const findings = own.map(
    ({ n: number, finding }) =>
      `${number}. ${allegationWords(one, number, "conduct")} ${finding ? lifeWords().finding[finding] : ""}`,
  )
  const sanction = life?.respondents.find((all) => all.n === n)?.sanction
  const reasons =
    n === null ? "" : (papersOf(one, "sanction.decided", n).at(-1)?.form.fields?.["reasons"] ?? "")
  return {
    date: isoDay(now.value),
    sender_name: me.value?.name ?? "",
    findings: findings.join("\n"),
    ...(to === "respondent" && n !== null
      ? {
          respondent_name: nameOf(one, n),
          reasons,
          ...(sanction ? { sanction: levelName(sanction.level) } : {}),
        }
      : {}),
  }
}
