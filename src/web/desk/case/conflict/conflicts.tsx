import { useState } from "preact/hooks"
import { listed } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import type { Case } from "#web/desk/case/case.ts"
import { closedAct } from "#web/desk/case/life.ts"
import { holdersOf, foundIn, linkedIn } from "./circle.ts"
import { LinkForm } from "./link-form.tsx"
import { lineOf } from "./recheck.ts"
import { conflictWords } from "./words.ts"

/** Who must not see this case and why, as the keyholders' browsers found it; the server knows none of it. */
export function Conflicts({ one, reload }: { readonly one: Case; readonly reload: () => void }) {
  const say = conflictWords()
  const [naming, name] = useState(false)
  const found = foundIn(one)
  const linked = linkedIn(one)
  const holding = new Set(holdersOf(one))
  const still = found.filter(({ person }) => holding.has(person))
  return (
    <div>
      <h2>{say.title}</h2>
      <p class="second">{say.how}</p>
      {still.length > 0 ? (
        <Banner lamp alert>
          {say.nobodyLeft} {listed(still.map(({ name }) => name))}
        </Banner>
      ) : null}
      {found.length === 0 ? <p class="empty">{say.none}</p> : null}
      <ul class="promises">
        {found.map((conflict) => (
          <li key={`${conflict.person} ${conflict.why}`}>
            <span>{lineOf(conflict)}</span>
          </li>
        ))}
      </ul>
      {linked.length > 0 ? (
        <details>
          <summary>{say.linked}</summary>
          <ul class="promises">
            {linked.map(({ person, name, as }) => (
              <li key={`${person} ${as}`}>
                <span>{name}</span>
                <span class="second">{say.as[as]}</span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      <Button
        kind="quiet"
        why={closedAct(one, "conflict.checked", { aside: [] })}
        onPress={() => name(true)}
      >
        {say.act}
      </Button>
      {naming ? <LinkForm one={one} reload={reload} onClose={() => name(false)} /> : null}
    </div>
  )
}
