import { actKinds, type ActKind } from "#core/life/act.ts"
import { catalogue, fill, lang, listed } from "#web/lib/words.ts"
import { doneEn } from "#web/words/done-en.ts"
import { doneZh } from "#web/words/done-zh.ts"
import type { CaseScreen } from "#wire/case.ts"
import { countryName } from "./law/country.ts"
import { measures } from "./content.ts"
import type { Form } from "./form.ts"
import { hourWords } from "./first-hour/words.ts"
import { inquiryWords, whoWords } from "./inquiry/words.ts"
import { lifeWords } from "./life.ts"
import { outcomeWords } from "./outcome/words.ts"
import { caseWords } from "./words.ts"
import { workWords } from "./work/words.ts"

const doneWords = catalogue(doneEn, doneZh)

type Facts = CaseScreen["timeline"][number]["facts"]
type Table = Readonly<Record<string, string>>

/** What was done, as a sentence with every closed word in the reader's language; null when the event is no act of a case's life. */
export function doneSentence(kind: string, facts: Facts): string | null {
  const act = actKinds.find((one) => one === kind)
  if (!act) return null
  const words = Object.entries(facts).map(([name, value]) => [name, worded(act, name, value)])
  return fill(doneWords()[act], Object.fromEntries(words))
}

/** What a paper belongs to, as the history of the case says it; null for what was only said. */
export function paperSentence({ act, facts = {} }: Form): string | null {
  const known = Object.entries(facts).map(([name, value]) => [name, String(value)])
  return act ? doneSentence(act, Object.fromEntries(known)) : null
}

/** Where a case came from and went to. */
export function stateSentence(facts: Facts): string {
  const states: Table = lifeWords().state
  return states[String(facts["to"])] ?? String(facts["to"])
}

/** A fact in words; a list is written out, and what no table knows stands as it is. */
function worded(act: ActKind, name: string, value: Facts[string]): string {
  if (value === null) return ""
  const text = String(value)
  if (name === "who") return whoWords(text)
  if (name === "countries") return text === "" ? caseWords().line.none : countriesIn(text)
  const table = tableFor(act, name)
  if (!table) return text
  if (name === "ties" || name === "grounds")
    return text === ""
      ? caseWords().line.none
      : listed(text.split(" ").map((one) => table[one] ?? one))
  return table[text] ?? text
}

function countriesIn(text: string): string {
  return listed(text.split(" ").map(countryName))
}

function tableFor(act: ActKind, name: string): Table | undefined {
  const life = lifeWords()
  const own = byAct(act)
  const known: Readonly<Record<string, Table | undefined>> = {
    intake: life.intake,
    role: life.role,
    ties: life.tie,
    grounds: life.ground,
    body: life.body,
    path: life.wish,
    standing: life.standing,
    standard: life.standard,
    finding: life.finding,
    ground: life.appealGround,
    code: act.startsWith("measure.") ? measureNames() : life.remedy,
    kind: outcomeWords().failures.kinds,
    as: own,
    to: own,
    because: own,
  }
  return known[name]
}

/** What `as`, `to` and `because` mean depends on the act. */
function byAct(act: ActKind): Table | undefined {
  const life = lifeWords()
  const cards = caseWords().cards
  const tables: Partial<Record<ActKind, Table>> = {
    "card.ticked": { done: cards.done, "not-needed": cards.notNeeded },
    "hold.waived": life.holdReason,
    "letter.sent": life.letter,
    "letter.answered": hourWords().letters.answer,
    "police.chosen": life.police,
    "police.moved": life.police,
    "interview.read-back": readBack(),
    "remedy.decided": { yes: outcomeWords().remedies.granted, no: outcomeWords().remedies.refused },
    "outcome.told": life.role,
    "appeal.decided": life.appealResult,
    "police.waiting-ended": workWords().waiting,
    "retaliation.found": life.retaliation,
    "failure.decided": outcomeWords().failures.outcomes,
    "case.reopened": life.reopened,
  }
  return tables[act]
}

function readBack(): Table {
  const { confirmed, corrected } = inquiryWords().interviews
  return { confirmed, corrected }
}

function measureNames(): Table {
  return Object.fromEntries(measures.map(({ code, name }) => [code, name[lang.value]]))
}
