import { effect } from "@preact/signals"
import * as v from "valibot"
import { CannotOpen } from "#crypto/cannot-open.ts"
import { openCheck } from "#crypto/open-check.ts"
import { getBytes } from "#web/lib/api.ts"
import { heldKeys, unlocked } from "#web/lib/vault.ts"
import { checkBody, type CheckBody, type CheckDuty } from "#wire/protection.ts"

/** What HR asked, opened here; `body` is null when it does not open or is not of its form. */
export type OpenedDuty = { readonly body: CheckBody | null; readonly sender: string | null }

/** What was opened stays in memory until the desk is locked. */
const opened = new Map<string, OpenedDuty>()
effect(() => {
  if (!unlocked.value) opened.clear()
})

/** Opens what I was asked, all of it, so that who was asked about twice is seen. */
export async function openDuties(
  duties: readonly CheckDuty[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, OpenedDuty>> {
  for (const duty of duties) {
    if (opened.has(duty.check)) continue
    const one = await openOne(duty, signal)
    if (unlocked.value) opened.set(duty.check, one)
  }
  return new Map(opened)
}

async function openOne({ id, check, kind }: CheckDuty, signal: AbortSignal): Promise<OpenedDuty> {
  const bytes = await getBytes(`/protection/duties/${id}/copy`, { signal })
  try {
    const { body, sender } = await openCheck(heldKeys().identity, bytes, { id: check, kind })
    const read = v.safeParse(checkBody, parsed(body))
    return { body: read.success ? read.output : null, sender }
  } catch (why) {
    if (why instanceof CannotOpen) return { body: null, sender: null }
    throw why
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (why) {
    if (why instanceof SyntaxError) return null // shown as what cannot be read
    throw why
  }
}
