import { Loading } from "#web/desk/loading.tsx"
import type { PartProps } from "#web/desk/case/inquiry/screen.tsx"
import { counted, lang } from "#web/lib/words.ts"
import type { CaseLaw } from "#wire/law.ts"
import { Applies } from "./applies.tsx"
import { Feedback } from "./feedback.tsx"
import { useLaw } from "./load.ts"
import { OutsideLimits } from "./outside.tsx"
import { LawPolice } from "./police.tsx"
import { Review } from "./review.tsx"
import { Lines } from "./table.tsx"
import { caseLawWords, lawWords, packName } from "./words.ts"

/** The law of a case: what is due under which article by when, which laws apply, the police, and the ways outside. */
export function Law(props: PartProps) {
  const loaded = useLaw(props.one)
  const reload = () => {
    props.reload()
    void loaded.reload()
  }
  return (
    <div class="part">
      <Loading of={loaded}>{(law) => <Shown {...props} law={law} reload={reload} />}</Loading>
    </div>
  )
}

function Shown(props: PartProps & { readonly law: CaseLaw }) {
  const { law } = props
  return (
    <div class="two-one">
      <div class="stack">
        <section aria-labelledby="law">
          <h2 id="law">{caseLawWords().title}</h2>
          <Review law={law} />
          <Lines law={law} />
        </section>
        <OutsideLimits {...props} />
        <Special law={law} />
      </div>
      <div class="stack">
        <Applies {...props} />
        <LawPolice {...props} />
        <Feedback {...props} />
      </div>
    </div>
  )
}

/** Rules that are no dates: read before anything is decided. */
function Special({ law }: { readonly law: CaseLaw }) {
  const say = caseLawWords()
  const rules = law.packs.flatMap(({ id, special }) => special.map((one) => ({ id, ...one })))
  if (rules.length === 0) return null
  return (
    <details>
      <summary>{counted(say.special, rules.length)}</summary>
      <ul class="promises">
        {rules.map(({ id, rule, source }) => (
          <li key={`${id} ${rule.en}`}>
            <span>{rule[lang.value]}</span>
            <span class="second">
              {packName(law, id)} ({lawWords().source[source]})
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}
