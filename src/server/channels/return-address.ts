import { createHmac } from "node:crypto"
import { same } from "#server/secret.ts"

/** Where a mail server sends its notice about one mail: an address that nobody can make but us. */
export function returnAddress(secret: string, id: string, domain: string): string {
  const name = id.replaceAll("-", "").toLowerCase()
  return `page+${name}.${macOf(secret, name).toString("hex")}@${domain}`
}

/** The sender as it shows. A name before the address would stand on a lock screen: it is left out. */
export function bareAddress(from: string): string {
  return /<([^<>]+)>/.exec(from)?.[1] ?? from
}

/** The mail that a return address is about, or null if we did not make it. */
export function readReturnAddress(secret: string, address: string): string | null {
  const found = /^page\+([0-9a-f]{32})\.([0-9a-f]{24})@[^@\s]+$/i.exec(address)
  const name = found?.[1]?.toLowerCase()
  const given = found?.[2]?.toLowerCase()
  if (!name || !given) return null
  if (!same(Buffer.from(given, "hex"), macOf(secret, name))) return null
  return name.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5")
}

/** Short, because mail servers allow 64 symbols before the @. */
function macOf(secret: string, name: string): Buffer {
  return createHmac("sha256", secret).update(`return address ${name}`).digest().subarray(0, 12)
}
