import { Button } from "#web/ui/button.tsx"
import type { ActName } from "#web/desk/case/act-props.ts"
import type { Case } from "#web/desk/case/case.ts"
import type { Closed } from "#web/desk/case/closed.ts"
import { caseWords } from "#web/desk/case/words.ts"
import { Cards } from "./cards.tsx"
import { Hold } from "./hold.tsx"
import { Letters } from "./letters.tsx"
import { Police } from "./police.tsx"

type Props = {
  readonly one: Case
  readonly closed: Closed
  readonly begin: (act: ActName) => void
  readonly reload: () => void
}

/** The first days of a case: the safety questions and the checklists, and what is kept before it is gone. */
export function FirstDays({ one, closed, begin, reload }: Props) {
  return (
    <div class="two-one part">
      <div class="stack">
        <Button kind="quiet" why={closed.triage} onPress={() => begin("triage")}>
          {caseWords().triage.act}
        </Button>
        <Cards one={one} reload={reload} />
      </div>
      <div class="stack">
        <Hold one={one} reload={reload} />
        <Letters one={one} reload={reload} />
        <Police one={one} reload={reload} />
      </div>
    </div>
  )
}
