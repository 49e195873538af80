import { CannotOpen } from "./cannot-open.ts"

/** The one kind of recipient that anything of ours is sealed to. */
export const hybrid = "mlkem768x25519"

/** Says whether bytes are an age file to exactly one hybrid recipient, as far as anybody can see who cannot open it. */
export function isToOne(sealed: Uint8Array): boolean {
  try {
    const stanzas = stanzaTypes(sealed)
    return stanzas.length === 1 && stanzas[0] === hybrid
  } catch (why) {
    if (why instanceof CannotOpen) return false // not an age file, or of another version
    throw why
  }
}

/** The kinds of recipients an age header names, before anything is opened. */
export function stanzaTypes(sealed: Uint8Array): string[] {
  const head = new TextDecoder("latin1").decode(sealed.subarray(0, 1 << 16))
  const end = head.indexOf("\n---")
  if (!head.startsWith("age-encryption.org/v1\n")) {
    throw new CannotOpen(head.startsWith("age-encryption.org/") ? "unknown-version" : "damaged")
  }
  // A header whose end is out of sight could hide another recipient.
  if (end < 0) throw new CannotOpen("damaged")
  return [...head.slice(0, end).matchAll(/^-> (\S+)/gm)].map(([, type = ""]) => type)
}
