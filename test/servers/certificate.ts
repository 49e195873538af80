import { generateKeyPairSync, randomUUID, sign } from "node:crypto"
import { getCACertificates, setDefaultCACertificates } from "node:tls"

/** A key and its certificate, as a server of this machine shows them. */
export type Certificate = { readonly key: string; readonly cert: string }

/** Makes a certificate for 127.0.0.1 that signs itself, and lets this process trust it beside the usual ones. */
export function trustedCertificate(): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" })
  const named = sequence(set(sequence(commonName, text(randomUUID()))))
  const until = new Date(Date.now() + 86_400_000)
  const signed = sequence(
    der(0xa0, der(2, Buffer.of(2))), // version 3
    der(2, Buffer.of(1)),
    ecdsaWithSha256,
    named,
    sequence(moment(new Date(Date.now() - 86_400_000)), moment(until)),
    named,
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, sequence(sequence(alternativeName, der(4, sequence(der(0x87, loopback)))))),
  )
  const signature = der(3, Buffer.concat([Buffer.of(0), sign("sha256", signed, privateKey)]))
  const body = sequence(signed, ecdsaWithSha256, signature).toString("base64")
  const cert = `-----BEGIN CERTIFICATE-----\n${body.replace(/.{64}/g, "$&\n")}\n-----END CERTIFICATE-----\n`
  setDefaultCACertificates([...getCACertificates("default"), cert])
  return { key: privateKey.export({ type: "pkcs8", format: "pem" }), cert }
}

const loopback = Buffer.of(127, 0, 0, 1)

/** One value of ASN.1: its tag, its length, its bytes. */
function der(tag: number, bytes: Buffer): Buffer {
  const { length } = bytes
  const said =
    length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.of(tag, ...said), bytes])
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return der(0x30, Buffer.concat(parts))
}
function set(part: Buffer): Buffer {
  return der(0x31, part)
}
function text(words: string): Buffer {
  return der(0x0c, Buffer.from(words))
}
function moment(at: Date): Buffer {
  const digits = at.toISOString().replace(/\D/g, "").slice(2, 14)
  return der(0x17, Buffer.from(`${digits}Z`))
}

const commonName = der(6, Buffer.of(0x55, 4, 3))
const alternativeName = der(6, Buffer.of(0x55, 0x1d, 0x11))
const ecdsaWithSha256 = sequence(der(6, Buffer.of(0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2)))
