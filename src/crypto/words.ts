import { entropyToMnemonic, mnemonicToEntropy } from "@scure/bip39"
import { wordlist } from "@scure/bip39/wordlists/english.js"
import { CannotOpen } from "./cannot-open.ts"
import { derive, fromHex, protocol, sha256Hex } from "./bytes.ts"
import { type KeyPair, keyPair } from "./keys.ts"
import { randomBytes } from "./random.ts"
import { type SigningKey, signingKey } from "./sign.ts"

/** What twelve words open: the sealed seed, and a sign-in of their own. */
export type WordKeys = KeyPair & { readonly auth: SigningKey; readonly locator: string }

/** Twelve words that a keyholder writes down as a second way in; 128 bits and a checksum. */
export function newWords(): string[] {
  return entropyToMnemonic(randomBytes(16), wordlist).split(" ")
}

/** The keys of twelve words as somebody typed them; words that do not belong together do not open. */
export async function unlockKeyFromWords(words: readonly string[]): Promise<WordKeys> {
  const salt = `${protocol} words`
  const secret = secretOf(words)
  const auth = await signingKey(derive(secret, salt, "auth"))
  return {
    ...(await keyPair(derive(secret, salt, "age"))),
    auth,
    locator: sha256Hex(fromHex(auth.vk)),
  }
}

/** Whether a word is one of the 2048, so that a slip can be shown while typing. */
export function isWord(word: string): boolean {
  return wordlist.includes(asWritten(word))
}

function secretOf(words: readonly string[]): Uint8Array {
  const typed = words.map(asWritten).filter((word) => word !== "")
  if (typed.length !== 12) throw new CannotOpen("wrong-key")
  try {
    return mnemonicToEntropy(typed.join(" "), wordlist)
  } catch {
    throw new CannotOpen("wrong-key") // an unknown word or a failed checksum: both mean other words
  }
}

function asWritten(word: string): string {
  return word.normalize("NFKC").trim().toLowerCase()
}
