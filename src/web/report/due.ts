import { answers } from "./memory.ts"
import { helpSent } from "./send.ts"
import { intervalOfCode } from "./when.ts"

/** Whether the alarm is raised before the next page: she asked for it, and was asked how to be reached. */
export function isHelpDue(from: string, next: string | undefined): boolean {
  const wanted = ["call", "msg"].includes(answers.value["i01a"]?.codes?.[0] ?? "")
  return wanted && !helpSent.value && ["i02", "i03"].includes(from) && next !== "i03"
}

/** What she knows about when it was: told on the card, or what her answer leaves open. */
export function anchor(now: number): [number, number] | undefined {
  const last = answers.value["i05"]?.codes?.[0] === "often" ? "i05a" : "i05"
  return answers.value[last]?.between ?? intervalOfCode(answers.value[last]?.codes?.[0], now)
}
