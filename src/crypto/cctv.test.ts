import assert from "node:assert/strict"
import { createHash } from "node:crypto"
import { test } from "node:test"
import { inflateSync } from "node:zlib"
import { armor } from "age-encryption"
import * as vectors from "cctv-age"
import { CannotOpen } from "./cannot-open.ts"
import { openAge } from "./open.ts"

/** Vectors that age opens and we do not: their headers mix kinds of recipients. `docs/protocol.md` lists them too. */
const refusedByUs = ["hybrid_and_x25519", "hybrid_grease"]

type Vector = { head: Map<string, string[]>; file: Uint8Array }

function read(bytes: Uint8Array): Vector {
  const at = Buffer.from(bytes).indexOf("\n\n")
  const head = new Map<string, string[]>()
  for (const line of Buffer.from(bytes).subarray(0, at).toString().split("\n")) {
    const [name = "", value = ""] = line.split(/: (.*)/s)
    head.set(name, [...(head.get(name) ?? []), value])
  }
  const file = bytes.subarray(at + 2)
  return { head, file: head.get("compressed") ? new Uint8Array(inflateSync(file)) : file }
}

async function open({ head, file }: Vector): Promise<Uint8Array> {
  const sealed = head.get("armored") ? dearmored(file) : file
  const by = { identities: head.get("identity") ?? [], passphrases: head.get("passphrase") ?? [] }
  return openAge(by, sealed)
}

function dearmored(file: Uint8Array): Uint8Array {
  try {
    return armor.decode(Buffer.from(file).toString("latin1"))
  } catch {
    throw new CannotOpen("damaged") // our own files are never armoured: the library decides these
  }
}

test("all 143 age vectors of the CCTV collection open or refuse as they must", async (t) => {
  const all = Object.entries(vectors)
  assert.equal(all.length, 143)
  const refused: string[] = []
  const counts = new Map<string, number>()
  for (const [name, bytes] of all) {
    const vector = read(bytes)
    const expected = vector.head.get("expect")?.[0] ?? ""
    counts.set(expected, (counts.get(expected) ?? 0) + 1)
    const opened = await open(vector).catch((why: unknown) => why)
    if (opened instanceof Uint8Array) {
      assert.equal(expected, "success", name)
      const hash = createHash("sha256").update(opened).digest("hex")
      assert.equal(hash, vector.head.get("payload")?.[0], name)
    } else {
      assert.ok(opened instanceof CannotOpen, `${name}: ${String(opened)}`)
      if (expected === "success") refused.push(name)
      if (expected === "no match") assert.equal(opened.reason, "wrong-key", name)
    }
  }
  t.diagnostic(JSON.stringify(Object.fromEntries(counts)))
  assert.deepEqual(refused.toSorted(), refusedByUs)
})
