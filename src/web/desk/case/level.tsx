import { useState } from "preact/hooks"
import { reportLevels } from "#core/level.ts"
import { put, Refused } from "#web/lib/api.ts"
import { fill, lang } from "#web/lib/words.ts"
import { Choices } from "#web/ui/field.tsx"
import { ActForm } from "./act-form.tsx"
import type { ActProps } from "./act-props.ts"
import { levelOf } from "./case.ts"
import { levelWords } from "./content.ts"
import { caseWords } from "./words.ts"

/** Raises the level alone, or asks to lower it, which a second person has to ask for too. */
export function ChangeLevel({ one, reload, onClose, up }: ActProps & { readonly up: boolean }) {
  const { level } = caseWords()
  const now = levelOf(one)
  const open = reportLevels.filter((code) => (up ? code < now : code > now))
  const [to, setTo] = useState<string | null>(open.length === 1 ? (open[0] ?? null) : null)
  const change = async () => {
    try {
      await put(`/cases/${one.id}/level`, { level: to })
    } catch (why) {
      // That is how the server says that the first of two has asked.
      if (!(why instanceof Refused && why.problem === "needs-second-person")) throw why
      return level.asked
    }
    return up ? level.raised : level.lowered
  }
  return (
    <ActForm
      title={up ? level.title : level.lowerTitle}
      note={`${fill(level.now, { level: now })} ${up ? level.why : level.lowerWhy}`}
      go={up ? level.go : level.lowerGo}
      why={to ? null : up ? level.top : level.bottom}
      act={change}
      onDone={reload}
      onClose={onClose}
    >
      <Choices
        legend={level.to}
        value={to}
        options={open.map((code) => [code, code, levelWords[code][lang.value]] as const)}
        onChange={setTo}
      />
    </ActForm>
  )
}
