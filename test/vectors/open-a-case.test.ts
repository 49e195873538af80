import assert from "node:assert/strict"
import { spawnSync } from "node:child_process"
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { delimiter, join } from "node:path"
import { type TestContext, test } from "node:test"
import { fileURLToPath } from "node:url"
import { utf8 } from "#crypto/bytes.ts"
import { keyFor } from "#crypto/case-key.ts"
import { rollDesk } from "#crypto/epoch.ts"
import { recipientOf, staffKeys } from "#crypto/keys.ts"
import { openGrant } from "#crypto/open.ts"
import { randomBytes } from "#crypto/random.ts"
import { deriveReceipt, newReceipt } from "#crypto/receipt.ts"
import { sealObject } from "#crypto/seal.ts"
import { signingKey } from "#crypto/sign.ts"
import { buildSubmission } from "#crypto/submission.ts"

const script = fileURLToPath(new URL("../../docs/open-a-case.sh", import.meta.url))
const standIn = fileURLToPath(new URL("age-stand-in.ts", import.meta.url))
const runs = (...command: [string, ...string[]]) => {
  const [name, ...args] = command
  const { error, stdout } = spawnSync(name, args)
  return error === undefined ? stdout.toString() : ""
}
const version = /^v?1\.(\d+)/.exec(runs("age", "--version"))
const hasAge = Number(version?.[1] ?? 0) >= 3
const others = ["tar", "ssh-keygen", "sha256sum"].filter((tool) => {
  return spawnSync(tool, ["--version"]).error !== undefined
})
const skip = others.length > 0 ? `not on this machine: ${others.join(", ")}` : false

const receipt = await deriveReceipt(newReceipt(), "here")
const [ana, ben] = [await staffKeys(randomBytes(32)), await staffKeys(randomBytes(32))]
const keyholders = [ana, ben].map(({ recipient, sign }, at) => {
  return { slot: at + 1, tier: 1, personId: crypto.randomUUID(), recipient, vk: sign.vk }
})
const members = [{ name: "body.txt", bytes: utf8("what happened\n") }]
const path = crypto.randomUUID()
const sent = await buildSubmission({
  kind: "report",
  members,
  receipt,
  path,
  keyholders,
  excluded: [],
})

type Folder = {
  at: (name: string) => string
  open: (...args: string[]) => ReturnType<typeof spawnSync>
}

async function inFolder(
  real: boolean,
  act: (folder: Folder) => void | Promise<void>,
): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), "tocsin-open-"))
  const at = (name: string) => join(root, name)
  mkdirSync(at("bin"))
  for (const tool of ["age", "age-keygen"]) {
    const line = `#!/bin/sh\nexec "${process.execPath}" "${standIn}" ${tool} "$@"\n`
    if (!real) writeFileSync(at(`bin/${tool}`), line, { mode: 0o755 })
  }
  const put = (name: string, content: string | Uint8Array) => writeFileSync(at(name), content)
  put("ana.txt", `${ana.identity}\n`)
  put("ben.txt", `${ben.identity}\n`)
  put("own.txt", `${receipt.identity}\n`)
  put("manifest.txt", sent.manifest)
  put("manifest.txt.sig", sent.manifestSig)
  put("report.age", sent.sealedObject)
  put("reporter.age", sent.reporterGrant)
  for (const { slot, bytes } of sent.grants) put(`grant-${slot}.age`, bytes)
  const env = { ...process.env, PATH: `${at("bin")}${delimiter}${process.env["PATH"]}` }
  const open = (...args: string[]) => spawnSync("sh", [script, ...args], { cwd: root, env })
  try {
    await act({ at, open })
  } finally {
    rmSync(root, { recursive: true })
  }
}

async function opensAndRefuses({ at, open }: Folder): Promise<void> {
  const opened = open("ana.txt", "grant-1.age", "report.age", "out", "manifest.txt")
  assert.equal(opened.status, 0, opened.stderr.toString())
  assert.match(opened.stdout.toString(), new RegExp(`case ${sent.caseId} epoch 1 seq 1`))
  assert.equal(readFileSync(at("out/body.txt"), "utf8"), "what happened\n")
  const own = open("own.txt", "reporter.age", "report.age", "own", "manifest.txt")
  assert.equal(own.status, 0, own.stderr.toString())

  const refuses = (why: RegExp, ...args: string[]) => {
    const run = open(...args)
    assert.notEqual(run.status, 0)
    assert.match(run.stderr.toString(), why)
  }
  refuses(/not for this key/, "ana.txt", "grant-2.age", "report.age", "no1")
  writeFileSync(at("manifest.txt"), sent.manifest.replace("tier 1", "tier 2"))
  refuses(/signature/, "ana.txt", "grant-1.age", "report.age", "no2", "manifest.txt")

  // Whoever knows the mailbox key can seal, but not sign.
  const forged = await sealObject({
    caseId: sent.caseId,
    epoch: 1,
    seq: 1,
    kind: "report",
    recipient: await recipientOf(sent.mailboxIdentity),
    members,
    signer: { seed: randomBytes(32), vk: receipt.sig.vk },
  })
  writeFileSync(at("forged.age"), forged)
  refuses(/signature/, "ana.txt", "grant-1.age", "forged.age", "no3")
  const stranger = { caseId: sent.caseId, epoch: 1, seq: 1, kind: "report", members } as const
  const by = await signingKey(randomBytes(32))
  const recipient = await recipientOf(sent.mailboxIdentity)
  writeFileSync(at("other.age"), await sealObject({ ...stranger, recipient, signer: by }))
  refuses(/not the one to believe/, "ana.txt", "grant-1.age", "other.age", "no4")
  assert.equal(existsSync(at("no1/body.txt")), false)
}

const tools = (t: TestContext, real: boolean) =>
  t.diagnostic(real ? `with age ${version?.[0]}` : "with the stand-in for age, not with age itself")

test("the script opens and authenticates a case with none of our software", { skip }, async (t) => {
  tools(t, hasAge)
  await inFolder(hasAge, opensAndRefuses)
})

test(
  "the same with the real age",
  { skip: hasAge ? skip : "age 1.3 or newer is not on this machine" },
  async () => {
    await inFolder(true, opensAndRefuses)
  },
)

test("a note of the team opens with the grant of the second epoch", { skip }, async (t) => {
  tools(t, hasAge)
  await inFolder(hasAge, async ({ at, open }) => {
    const grant = await openGrant(ana.identity, sent.grants[0]?.bytes ?? new Uint8Array())
    const held = {
      manifest: sent.manifest,
      reporterVk: grant.reporterVk,
      keys: grant.keys,
      signer: ana.sign,
    }
    const rolled = await rollDesk(held, keyholders)
    writeFileSync(at("grant-2.age"), rolled.grants[1]?.bytes ?? new Uint8Array())
    writeFileSync(at("manifest.txt"), rolled.manifest)
    writeFileSync(at("manifest.txt.sig"), rolled.manifestSig)
    const recipient = await recipientOf(keyFor(rolled.keys, "desk", 2) ?? "")
    const note = { caseId: sent.caseId, epoch: 2, seq: 2, kind: "note", members } as const
    writeFileSync(at("note.age"), await sealObject({ ...note, recipient, signer: ana.sign }))
    const believed = open("ben.txt", "grant-2.age", "note.age", "no", "manifest.txt")
    assert.match(believed.stderr.toString(), /not the one to believe/)
    const opened = open("ben.txt", "grant-2.age", "note.age", "out", "manifest.txt", ana.sign.vk)
    assert.equal(opened.status, 0, opened.stderr.toString())
    assert.match(opened.stdout.toString(), /compare with the keyholders/)
  })
})
