import { sha256 } from "@noble/hashes/sha2.js"
import { CannotOpen } from "./cannot-open.ts"
import { derive, fromHex, hex, protocol, sha256Hex } from "./bytes.ts"
import { type KeyPair, keyPair } from "./keys.ts"
import { randomBytes } from "./random.ts"
import { type SigningKey, signingKey } from "./sign.ts"
import { wordList } from "./word-list.ts"

/** What twelve words open: the sealed seed, and a sign-in of their own. */
export type WordKeys = KeyPair & { readonly auth: SigningKey; readonly locator: string }

/** Twelve words that a keyholder writes down as a second way in; 128 bits and a checksum. */
export function newWords(): string[] {
  return wordsFor(randomBytes(16))
}

/** The twelve words of 128 bits: eleven bits a word, the last four from the SHA-256 of the others. */
export function wordsFor(entropy: Uint8Array): string[] {
  const bits = (BigInt(`0x${hex(entropy)}`) << 4n) | checkOf(entropy)
  return places.map((at) => wordList[Number((bits >> at) & 2047n)] ?? "")
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
  return wordList.includes(asWritten(word))
}

function secretOf(words: readonly string[]): Uint8Array {
  const typed = words.map(asWritten).filter((word) => word !== "")
  const numbers = typed.map((word) => wordList.indexOf(word))
  if (numbers.length !== 12 || numbers.includes(-1)) throw new CannotOpen("wrong-key")
  const bits = numbers.reduce((all, number) => (all << 11n) | BigInt(number), 0n)
  const entropy = fromHex((bits >> 4n).toString(16).padStart(32, "0"))
  if ((bits & 15n) !== checkOf(entropy)) throw new CannotOpen("wrong-key") // other words, or another order
  return entropy
}

/** Where each word's eleven bits begin, counted from the end. */
const places = Array.from({ length: 12 }, (_, at) => BigInt(11 * (11 - at)))

function checkOf(entropy: Uint8Array): bigint {
  return BigInt((sha256(entropy)[0] ?? 0) >> 4)
}

function asWritten(word: string): string {
  return word.normalize("NFKC").trim().toLowerCase()
}
