import type { MeasureState } from "#core/life/state.ts"
import type { MeasureCode } from "#core/life/word.ts"
import type { Signal } from "#web/report/signal.ts"
import { Declined } from "#web/report/api.ts"
import { sendAs } from "#web/report/session.ts"
import { choosing } from "./acts.tsx"
import { opened } from "./opened.ts"
import { way } from "./way.ts"
import { back } from "./words.ts"

/** What can be asked for, by what it helps with. */
const groups = {
  apart: ["M01", "M02", "M13", "M03", "M10"],
  work: ["M04", "M05", "M12"],
  place: ["M07", "M06"],
  care: ["M08", "M09", "M11", "M16"],
  others: ["M14"],
} as const satisfies Record<string, readonly MeasureCode[]>
type Group = keyof typeof groups

type AskForProps = {
  readonly measures: readonly { readonly code: string; readonly state: MeasureState }[]
  readonly told: Signal<string>
  /** Asks for one, and says how it went. */
  readonly ask: (code: MeasureCode) => Promise<string>
}

/** Everything that a person can ask for themselves, in plain words; what was asked for or holds already is not asked twice. */
export function AskFor({ measures, told, ask }: AskForProps) {
  const w = back().protection
  const there = measures.filter(
    ({ state }) => state !== "LIFTED" && state !== "REFUSED" && state !== "DECLINED",
  )
  const free = (code: MeasureCode) => !there.some((one) => one.code === code)
  const names = Object.keys(groups) as Group[] // the keys of a constant
  return (
    <details>
      <summary>{w.ask}</summary>
      <p class="small">{w.why}</p>
      {names.map((name) => {
        const codes = groups[name].filter((code) => free(code))
        if (codes.length === 0) return null
        return (
          <div key={name}>
            <h3>{w.group[name]}</h3>
            {codes.map((code) => (
              <Ask code={code} ask={ask} told={told} key={code} />
            ))}
          </div>
        )
      })}
    </details>
  )
}

type AskProps = Pick<AskForProps, "told" | "ask"> & { readonly code: MeasureCode }
function Ask({ code, told, ask }: AskProps) {
  const w = back().protection
  return (
    <div class="msg">
      <p>
        <b>{w.name[code]}</b>
      </p>
      <p class="small">{w.what[code]}</p>
      <div class="acts">
        <button
          type="button"
          class="btn quiet"
          aria-label={`${w.askThis}: ${w.name[code] ?? ""}`}
          onClick={() => void ask(code).then((said) => (told.value = said))}
        >
          {w.askThis}
        </button>
      </div>
    </div>
  )
}

/** Asks under the next number; when somebody was quicker with it, once more under the one after. */
export async function ask(
  code: MeasureCode,
  next: () => number | undefined,
  again = true,
): Promise<string> {
  const mine = opened.value
  const n = next()
  const w = back()
  if (!mine || !n) return w.failed
  try {
    await sendAs(mine.keys, `${way.value.at}/acts`, {
      method: "POST",
      ...choosing("measure.asked", { n, code }),
    })
  } catch (why) {
    await way.value.load().catch(() => undefined) // shown again at the next look
    const quicker = why instanceof Declined && why.problem.fields?.includes("next-number")
    if (quicker) return again ? ask(code, next, false) : w.protection.quicker
    return w.failed
  }
  await way.value.load().catch(() => undefined) // as above
  return w.protection.asked
}
