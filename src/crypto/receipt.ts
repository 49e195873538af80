import { derive, protocol, sha256Hex, fromHex } from "./bytes.ts"
import { crockford, fromCrockford, symbols } from "./crockford.ts"
import { keyPair } from "./keys.ts"
import { randomBytes } from "./random.ts"
import { type SigningKey, signingKey } from "./sign.ts"

declare const receiptBrand: unique symbol
/** The 15 secret bytes that a reporter takes with them; everything they hold derives from these. */
export type Receipt = Uint8Array & { readonly [receiptBrand]: true }

/** What is wrong with a code as typed. */
export const receiptFaults = ["length", "symbol", "check"] as const
export type ReceiptFault = (typeof receiptFaults)[number]

/** All that a code opens. Only `auth.vk` and `locator` ever leave the browser in the clear. */
export type ReceiptKeys = {
  readonly auth: SigningKey
  readonly sig: SigningKey
  readonly identity: string
  readonly recipient: string
  readonly marker: Uint8Array
  readonly locator: string
}

/** A new code. */
export function newReceipt(): Receipt {
  return randomBytes(15) as Receipt // fifteen bytes are what a receipt is
}

/** The code as it is shown and written down: six groups of four symbols, and one symbol that catches slips. */
export function printReceipt(receipt: Receipt): string {
  const text = crockford(receipt)
  const check = symbols[remainder([...text].map((symbol) => symbols.indexOf(symbol)))]
  return [...(text.match(/.{4}/g) ?? []), check].join(" ")
}

/** A code as somebody typed it, or what is wrong with it. */
export function readReceipt(text: string): Receipt | { readonly bad: ReceiptFault } {
  const typed = text
    .normalize("NFKC")
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}\p{Cf}._,/·、。]/gu, "")
    .replaceAll("O", "0")
    .replaceAll(/[IL]/g, "1")
  const values = [...typed].map((symbol) => symbols.indexOf(symbol))
  if (values.includes(-1)) return { bad: "symbol" }
  if (values.length !== 25) return { bad: "length" }
  const body = values.slice(0, 24)
  if (remainder(body) !== values[24]) return { bad: "check" }
  return fromCrockford(body) as Receipt // 24 symbols of five bits are fifteen bytes
}

/** The keys of one code at one installation. */
export async function deriveReceipt(receipt: Receipt, instanceId: string): Promise<ReceiptKeys> {
  const salt = `${protocol} receipt|${instanceId}`
  const auth = await signingKey(derive(receipt, salt, "auth"))
  return {
    auth,
    sig: await signingKey(derive(receipt, salt, "sig")),
    ...(await keyPair(derive(receipt, salt, "age"))),
    marker: derive(receipt, salt, "marker"),
    locator: sha256Hex(fromHex(auth.vk)),
  }
}

/**
 * The check symbol: the code read as a polynomial over GF(32) at 2, times 2. Each of the 25 places weighs a different
 * power of 2, so any one wrong symbol and any two exchanged symbols are noticed (`docs/protocol.md`, Receipt).
 */
function remainder(values: readonly number[]): number {
  let sum = 0
  for (const value of values) sum = double(sum ^ value)
  return sum
}

/** Times 2 in GF(32) under x^5 + x^2 + 1. */
function double(value: number): number {
  return value & 16 ? (value << 1) ^ 0b100101 : value << 1
}
