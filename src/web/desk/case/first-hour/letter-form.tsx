import { useState } from "preact/hooks"
import { fillLetter, namesIn, wholeLetter } from "#core/letter.ts"
import { type LetterKind, letterKinds } from "#core/life/word.ts"
import { fill, listed } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import { Field, Select } from "#web/ui/field.tsx"
import { toast } from "#web/ui/toast.tsx"
import { printLetter } from "#web/desk/print-letter.ts"
import { me } from "#web/desk/session.ts"
import { ActForm } from "#web/desk/case/act-form.tsx"
import { answersOf, type Case } from "#web/desk/case/case.ts"
import { letters } from "#web/desk/case/content.ts"
import type { Answers } from "#web/desk/case/form.ts"
import { LetterLanguage, LetterShown } from "#web/desk/case/letter-sheet.tsx"
import { lifeWords } from "#web/desk/case/life.ts"
import { doIn } from "#web/desk/case/say.ts"
import { firstHourEn } from "#web/words/first-hour-en.ts"
import { basis, natureIn, newReference } from "./letter-words.ts"
import { blanksFor } from "./preservation.ts"
import { hourWords } from "./words.ts"

type Props = { readonly one: Case; readonly reload: () => void; readonly onClose: () => void }
const letter = letters.find(({ id }) => id === "preservation")

/** A letter that asks to keep recordings: filled in here, read as it goes out, sent from the writer's own mail or printed. */
export function LetterForm({ one, reload, onClose }: Props) {
  const say = hourWords().letters
  const [to, choose] = useState<LetterKind>("hotel")
  const [lang, setLang] = useState<"en" | "zh">("en")
  const [blanks, setBlanks] = useState<Readonly<Record<string, string>>>(() =>
    blanksFor(one, me.value?.name ?? "", newReference()),
  )
  if (!letter) return null
  const filled = fillLetter(letter, lang, { legal_basis: basis[lang], ...blanks })
  const text = `${filled.subject}\n\n${filled.body}`
  const wrong = faultsIn(text, filled.missing, answersOf(one))
  const sent = async () => {
    const n = (one.screen.life?.letters.length ?? 0) + 1
    await doIn(one.id, {
      kind: "letter.sent",
      facts: { n, to },
      paper: { room: "desk", text: wholeLetter(filled), form: { lang, fields: blanks } },
    })
    return say.noted
  }
  return (
    <ActForm
      title={say.write}
      note={say.sentHelp}
      go={say.sent}
      why={wrong.length > 0 ? say.opens : null}
      act={sent}
      onDone={reload}
      onClose={onClose}
      wide
    >
      <Whom to={to} choose={choose} />
      <LetterLanguage label={say.language} help={say.languageHelp} lang={lang} onChange={setLang} />
      <Blanks
        blanks={{ legal_basis: basis[lang], ...blanks }}
        lang={lang}
        onChange={(name, value) => setBlanks({ ...blanks, [name]: value })}
      />
      <Preview subject={filled.subject} body={filled.body} open={wrong.length === 0} />
      {wrong.map((sentence) => (
        <Banner key={sentence} lamp>
          {sentence}
        </Banner>
      ))}
    </ActForm>
  )
}

type WhomProps = { readonly to: LetterKind; readonly choose: (to: LetterKind) => void }
/** What kind of place it goes to: the only thing about it that the server learns. */
function Whom({ to, choose }: WhomProps) {
  return (
    <Select
      label={hourWords().letters.to}
      value={to}
      options={letterKinds.map((kind) => [kind, lifeWords().letter[kind]] as const)}
      onChange={(code) => choose(letterKinds.find((kind) => kind === code) ?? to)}
    />
  )
}

type BlanksProps = {
  readonly blanks: Readonly<Record<string, string>>
  readonly lang: "en" | "zh"
  readonly onChange: (name: string, value: string) => void
}
/** What has to be filled in. */
function Blanks({ blanks, lang, onChange }: BlanksProps) {
  const say = hourWords().letters
  const help: Readonly<Record<string, string | undefined>> = {
    reference: say.reference,
    records: letter?.records_hint?.[lang],
  }
  return (
    <>
      {order.map((name) => (
        <Field
          key={name}
          label={say.blanks[name]}
          help={help[name]}
          max={500}
          value={blanks[name] ?? ""}
          onInput={(value) => onChange(name, value)}
        />
      ))}
    </>
  )
}

/** The blanks in the order in which a letter is thought of. */
const order = Object.keys(firstHourEn.letters.blanks) as (keyof typeof firstHourEn.letters.blanks)[] // the keys of a constant

type PreviewProps = { readonly subject: string; readonly body: string; readonly open: boolean }
/** The letter as it goes out, and the ways to get it out of here. */
function Preview({ subject, body, open }: PreviewProps) {
  const say = hourWords().letters
  const why = open ? null : say.opens
  const mail = `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`
  const copy = async () => {
    await navigator.clipboard.writeText(`${subject}\n\n${body}`)
    toast(say.copied)
  }
  return (
    <section aria-label={say.read}>
      <h3>{say.read}</h3>
      <LetterShown subject={subject} body={body} />
      <p class="meta">{say.note}</p>
      <div class="acts">
        <Button kind="quiet" why={why} onPress={() => location.assign(mail)}>
          {say.mail}
        </Button>
        {why ? null : (
          <>
            <Button kind="quiet" onPress={() => printLetter()}>
              {say.print}
            </Button>
            <Button kind="quiet" onPress={() => void copy()}>
              {say.copy}
            </Button>
          </>
        )}
      </div>
    </section>
  )
}

/** What keeps it from going out: blanks, names, and what it is about. */
function faultsIn(text: string, missing: readonly string[], told: Answers): string[] {
  const say = hourWords().letters
  const named = Object.values(told).flatMap(({ named: people = [], fields = {} }) => [
    ...people.map(({ name }) => name),
    ...(fields["name"] ? [fields["name"]] : []),
  ])
  const found = namesIn(text, named)
  const nature = natureIn(text)
  const blanks = missing.map((name) => say.blanks[name as keyof typeof say.blanks] ?? name)
  return [
    ...(blanks.length > 0 ? [fill(say.missing, { names: listed(blanks) })] : []),
    ...(found.length > 0 ? [fill(say.named, { names: listed(found) })] : []),
    ...(nature ? [fill(say.nature, { hit: nature })] : []),
  ]
}
