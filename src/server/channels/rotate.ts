import { invariant } from "#core/refusal.ts"
import type { Outcome, Sender } from "./channel.ts"

/** Several providers of one kind: after two failures on end the next one is used, until it fails in its turn. */
export function rotating(senders: readonly Sender[]): Sender {
  let current = 0
  let failures = 0
  return async (message, signal) => {
    const used = current
    const sender = senders[used]
    invariant(sender, "there is a provider")
    const outcome = await sender(message, signal)
    if (used !== current) return outcome // another message has moved on already
    failures = isProvidersFault(outcome) ? failures + 1 : 0
    if (failures >= 2) {
      current = (current + 1) % senders.length
      failures = 0
    }
    return outcome
  }
}

/** A wrong number is wrong for every provider. */
function isProvidersFault(outcome: Outcome): boolean {
  return "why" in outcome && outcome.why !== "bad-address" && outcome.why !== "gone"
}
