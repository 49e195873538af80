import { useState } from "preact/hooks"
import { fillLetter, wholeLetter } from "#core/letter.ts"
import { fill, lang as reading, listed } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import { ActForm } from "#web/desk/case/act-form.tsx"
import type { ActProps } from "#web/desk/case/act-props.ts"
import { letters } from "#web/desk/case/content.ts"
import { newReference } from "#web/desk/case/first-hour/letter-words.ts"
import { inquiryWords } from "#web/desk/case/inquiry/words.ts"
import type { PartProps } from "#web/desk/case/inquiry/screen.tsx"
import { LetterBlanks, LetterLanguage, LetterShown } from "#web/desk/case/letter-sheet.tsx"
import { closedAct } from "#web/desk/case/life.ts"
import { doIn } from "#web/desk/case/say.ts"
import { printLetter } from "#web/desk/print-letter.ts"
import { knownIn, saidAnew } from "./feedback-known.ts"
import { caseLawWords, farWhen } from "./words.ts"

/** The letter that a law may ask for on the way: what was done and is planned, and why. */
export function Feedback({ one, reload }: PartProps) {
  const say = caseLawWords().feedback
  const [writing, write] = useState(false)
  const given = one.screen.life?.feedback ?? null
  return (
    <section aria-labelledby="feedback">
      <h2 id="feedback">{say.title}</h2>
      <p class="second">{given === null ? say.none : fill(say.at, { time: farWhen(given) })}</p>
      <Button kind="quiet" why={closedAct(one, "feedback.given", {})} onPress={() => write(true)}>
        {say.write}
      </Button>
      {writing ? <LetterForm one={one} reload={reload} onClose={() => write(false)} /> : null}
    </section>
  )
}

const long = ["follow_up_done", "grounds", "follow_up_planned", "not_yet"]

function LetterForm({ one, reload, onClose }: ActProps) {
  const say = caseLawWords().feedback
  const [lang, setLang] = useState(reading.value)
  const [reference] = useState(newReference)
  const [blanks, setBlanks] = useState(() => knownIn(one, lang, reference))
  const inLanguage = (next: "en" | "zh") => {
    setBlanks(saidAnew(blanks, knownIn(one, lang, reference), knownIn(one, next, reference)))
    setLang(next)
  }
  const letter = letters.find(({ id }) => id === "eu_feedback")
  if (!letter) return null
  const filled = fillLetter(letter, lang, blanks)
  const text = `${filled.subject}\n\n${filled.body}`
  const label = (name: string) => say.blanks[name as keyof typeof say.blanks] ?? name // the blanks of this letter
  const send = async () => {
    const paper = {
      room: "mailbox",
      text: wholeLetter(filled),
      form: { lang, fields: blanks },
    } as const
    await doIn(one.id, { kind: "feedback.given", facts: {}, paper })
    return inquiryWords().done
  }
  return (
    <ActForm
      title={say.write}
      note={say.how}
      go={say.send}
      why={filled.missing.length > 0 ? inquiryWords().opens : null}
      act={send}
      text={text}
      onDone={reload}
      onClose={onClose}
      wide
    >
      <LetterLanguage label={say.lang} lang={lang} onChange={inLanguage} />
      <LetterBlanks of={letter} blanks={blanks} label={label} long={long} onChange={setBlanks} />
      <LetterShown subject={filled.subject} body={filled.body} />
      <Button
        kind="quiet"
        why={filled.missing.length > 0 ? inquiryWords().opens : null}
        onPress={printLetter}
      >
        {say.print}
      </Button>
      {filled.missing.length > 0 ? (
        <Banner lamp>{fill(say.missing, { names: listed(filled.missing.map(label)) })}</Banner>
      ) : null}
    </ActForm>
  )
}
