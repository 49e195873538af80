import assert from "node:assert/strict"
import { spawnSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { test } from "node:test"
import fc from "fast-check"
import { utf8 } from "./bytes.ts"
import { randomBytes } from "./random.ts"
import { namespaces, signText, signingKey, sshPublicKey } from "./sign.ts"
import { signerOf, verifyText } from "./verify.ts"

const key = await signingKey(randomBytes(32))
const other = await signingKey(randomBytes(32))
const hasSshKeygen = spawnSync("ssh-keygen", ["-?"]).error === undefined
const skip = hasSshKeygen ? false : "ssh-keygen is not on this machine"

test("a signature holds for its key, its purpose and its bytes, and for nothing else", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (content) => {
      const signature = await signText(key, namespaces.login, content)
      assert.equal(verifyText(key.vk, namespaces.login, content, signature), true)
      assert.equal(verifyText(other.vk, namespaces.login, content, signature), false)
      assert.equal(verifyText(key.vk, namespaces.opening, content, signature), false)
      const longer = new Uint8Array([...content, 0])
      assert.equal(verifyText(key.vk, namespaces.login, longer, signature), false)
      assert.equal(signerOf(signature), key.vk)
    }),
    { numRuns: 25 },
  )
})

test("a signature is written in one way: any change of any character is refused", async () => {
  const content = utf8("tocsin")
  const signature = await signText(key, namespaces.object, content)
  for (let at = 0; at < signature.length; at += 1) {
    const changed =
      signature.slice(0, at) + (signature[at] === "A" ? "B" : "A") + signature.slice(at + 1)
    assert.equal(verifyText(key.vk, namespaces.object, content, changed), false, `at ${at}`)
  }
  for (const changed of [
    `${signature}\n`,
    signature.trim(),
    ` ${signature}`,
    "",
    "-",
    signature.replaceAll("\n", "\r\n"),
  ]) {
    assert.equal(verifyText(key.vk, namespaces.object, content, changed), false)
  }
  // No key at all, no point of the curve, and the point that would agree to everything.
  for (const vk of ["00", "ff".repeat(32), "00".repeat(32), `01${"00".repeat(31)}`]) {
    assert.equal(verifyText(vk, namespaces.object, content, signature), false)
    const empty = { seed: key.seed, vk }
    if (vk.length === 64) {
      assert.equal(
        verifyText(
          vk,
          namespaces.object,
          content,
          await signText(empty, namespaces.object, content),
        ),
        false,
      )
    }
  }
  assert.equal(signerOf("nothing of the kind"), undefined)
})

test("ssh-keygen accepts our signatures and refuses changed ones", { skip }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-sign-"))
  try {
    const file = (name: string) => join(folder, name)
    writeFileSync(file("allowed"), `reporter ${sshPublicKey(key.vk)}\n`)
    for (const length of [0, 1, 1000]) {
      const content = randomBytes(length)
      writeFileSync(file("sig"), await signText(key, namespaces.manifest, content))
      assert.equal(keygen(file, namespaces.manifest, content), 0)
      assert.notEqual(keygen(file, namespaces.object, content), 0)
      assert.notEqual(keygen(file, namespaces.manifest, new Uint8Array([...content, 1])), 0)
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test("we accept what ssh-keygen signs", { skip }, () => {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-sign-"))
  try {
    const path = join(folder, "key")
    spawnSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", path])
    const content = utf8("written elsewhere\n")
    const { stdout } = spawnSync(
      "ssh-keygen",
      ["-Y", "sign", "-f", path, "-n", "tocsin-object-v1"],
      {
        input: content,
      },
    )
    const armor = stdout.toString()
    const vk = signerOf(armor) ?? ""
    assert.equal(verifyText(vk, namespaces.object, content, armor), true)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

function keygen(
  file: (name: string) => string,
  namespace: string,
  input: Uint8Array,
): number | null {
  const args = [
    "-Y",
    "verify",
    "-f",
    file("allowed"),
    "-I",
    "reporter",
    "-n",
    namespace,
    "-s",
    file("sig"),
  ]
  return spawnSync("ssh-keygen", args, { input }).status
}
