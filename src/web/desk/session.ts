import { effect, signal } from "@preact/signals"
import type { Me } from "#wire/session.ts"
import { del, get, Refused, sessionEnded } from "#web/lib/api.ts"
import { setServerTime } from "#web/lib/clock.ts"
import { zone } from "#web/lib/times.ts"
import { lock } from "#web/lib/vault.ts"
import { lang, languageChosen } from "#web/lib/words.ts"

/** Who is signed in; null is nobody, undefined is not asked yet. */
export const me = signal<Me | null | undefined>(undefined)

/** Takes over what the server says of the person signed in: their zone, clock and language. */
export function arrive(person: Me): void {
  setServerTime(person.now)
  zone.value = person.org.zone
  if (!languageChosen()) lang.value = person.language
  me.value = person
}

/** Asks the server who is signed in. */
export async function whoAmI(): Promise<void> {
  try {
    arrive(await get<Me>("/me"))
  } catch (why) {
    // A system that nobody set up yet has nobody to sign in.
    const nobody = why instanceof Refused && ["sign-in", "door-closed"].includes(why.problem)
    if (!nobody) throw why
    me.value = null
  }
}

/** Leaves: the session ends on the server and the keys are forgotten in every tab. */
export async function signOut(): Promise<void> {
  lock(true)
  await del("/sessions")
  me.value = null
}

/** When the server ends the session, the keys go too; the place stays, to come back to. */
export function watchSession(): () => void {
  return effect(() => {
    if (sessionEnded.value === 0) return
    lock()
    me.value = null
  })
}
