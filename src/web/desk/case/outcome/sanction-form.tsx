import { useState } from "preact/hooks"
import { fill, lang, listed } from "#web/lib/words.ts"
import { Choices, Tick } from "#web/ui/field.tsx"
import type { ActProps } from "#web/desk/case/act-props.ts"
import { PaperForm } from "#web/desk/case/paper-form.tsx"
import { boundsFor, levelName, matrix } from "./ladder.ts"
import { Precedents } from "./precedents.tsx"
import { outcomeWords } from "./words.ts"

/** A level of the ladder, with what made it graver or less grave, and the reasons. */
export function SanctionForm({ n, ...props }: ActProps & { readonly n: number }) {
  const say = outcomeWords().sanction
  const { life } = props.one.screen
  const outsider = life?.respondents.find((one) => one.n === n)?.standing === "outsider"
  const bounds = boundsFor(life?.allegations ?? [], n)
  const [level, choose] = useState<string | null>(null)
  const [deviates, deviate] = useState(false)
  const [weighed, weigh] = useState<readonly string[]>([])
  const steps: readonly (number | "T")[] = outsider
    ? [0, "T"]
    : matrix.ladder.map((one) => one.level)
  const chosen = level === "T" ? "T" : Number(level ?? 0)
  const tick = (id: string) => (on: boolean) =>
    weigh(on ? [...weighed, id] : weighed.filter((one) => one !== id))
  return (
    <PaperForm
      {...props}
      kind="sanction.decided"
      facts={{ n, level: chosen, floor: null, deviates }}
      title={say.decide}
      why={level === null ? say.opens : null}
      also={{ weighed: weighed.join(" ") }}
      blanks={[{ id: "reasons", label: say.reasons, rows: 6 }]}
    >
      {bounds ? <p class="second">{fill(say.levels, bounds)}</p> : null}
      <Choices
        legend={say.level}
        value={level}
        options={steps.map((step) => [String(step), `${step}`, levelName(step)] as const)}
        onChange={choose}
      />
      <Tick label={say.deviates} help={say.deviatesHelp} checked={deviates} onChange={deviate} />
      {(["aggravating", "mitigating"] as const).map((side) => (
        <fieldset key={side}>
          <legend class="label">{say[side]}</legend>
          {matrix[side].map(({ id, ...text }) => (
            <Tick
              key={id}
              label={text[lang.value]}
              checked={weighed.includes(id)}
              onChange={tick(id)}
            />
          ))}
        </fieldset>
      ))}
      <p class="meta">
        {fill(say.never, { list: listed(matrix.never_mitigating.map((one) => one[lang.value])) })}
      </p>
      <Precedents one={props.one} n={n} />
    </PaperForm>
  )
}
