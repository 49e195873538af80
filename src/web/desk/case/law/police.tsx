import { useState } from "preact/hooks"
import { fill, lang } from "#web/lib/words.ts"
import { Button } from "#web/ui/button.tsx"
import { actWords, closedAct } from "#web/desk/case/life.ts"
import { PaperForm } from "#web/desk/case/paper-form.tsx"
import type { PartProps } from "#web/desk/case/inquiry/screen.tsx"
import type { CaseLaw } from "#wire/law.ts"
import { caseLawWords, farWhen, lawWords, packName } from "./words.ts"

type Doing = (typeof acts)[number]

/** Who decides whether the police are told, by each law; and where a law leaves no choice, telling the reporter first. */
export function LawPolice({ one, law, reload }: PartProps & { readonly law: CaseLaw }) {
  const say = caseLawWords().police
  const owed = one.screen.owed.find(({ kind }) => kind === "duty:police-report")
  const { told = null, excused = null } = one.screen.life?.policeLaw ?? {}
  const open = owed && owed.met === null
  return (
    <section aria-labelledby="law-police">
      <h2 id="law-police">{say.title}</h2>
      <Modes law={law} />
      {open ? <p>{fill(say.legal, { time: farWhen(owed.due) })}</p> : null}
      {told === null ? null : <p class="second">{fill(say.told, { time: farWhen(told) })}</p>}
      {excused === null ? null : <p class="second">{say.decided}</p>}
      {open ? <Acts one={one} reload={reload} /> : null}
    </section>
  )
}

function Modes({ law }: { readonly law: CaseLaw }) {
  const asked = law.packs.filter(({ police }) => police.mode !== "n/a")
  return (
    <ul class="promises">
      {asked.map(({ id, police }) => (
        <li key={id}>
          <span>
            <b>{packName(law, id)}</b> {lawWords().police[police.mode]}
          </span>
          <span class="second">
            {police.note ? <>{police.note[lang.value]} </> : null}(
            {lawWords().source[police.source]})
          </span>
        </li>
      ))}
    </ul>
  )
}

const acts = ["police.law-told", "police.reported", "police.not-reported"] as const
const facts = {
  "police.law-told": {},
  "police.reported": { because: "law" },
  "police.not-reported": { because: "reasonable-excuse" },
} as const

function Acts({ one, reload }: PartProps) {
  const say = caseLawWords().police
  const [doing, begin] = useState<Doing | null>(null)
  return (
    <>
      <div class="acts">
        {acts.map((kind) => (
          <Button
            key={kind}
            kind="quiet"
            why={closedAct(one, kind, facts[kind])}
            onPress={() => begin(kind)}
          >
            {title(kind)}
          </Button>
        ))}
      </div>
      {doing ? (
        <PaperForm
          one={one}
          reload={reload}
          onClose={() => begin(null)}
          kind={doing}
          facts={facts[doing]}
          title={title(doing)}
          {...(doing === "police.law-told" ? {} : { note: say.two })}
          blanks={[{ id: "text", label: label(doing), rows: 6 }]}
        />
      ) : null}
    </>
  )
}

function title(doing: Doing): string {
  return doing === "police.reported" ? caseLawWords().police.report : actWords()[doing]
}

function label(doing: Doing): string {
  const say = caseLawWords().police
  if (doing === "police.law-told") return say.toldText
  return doing === "police.reported" ? say.text : say.why
}
