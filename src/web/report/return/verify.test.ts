import assert from "node:assert/strict"
import { test } from "node:test"
import { sha256Hex } from "#crypto/bytes.ts"
import { insure } from "#crypto/epoch.ts"
import { staffKeys } from "#crypto/keys.ts"
import { openGrant } from "#crypto/open.ts"
import { randomBytes } from "#crypto/random.ts"
import { deriveReceipt, newReceipt } from "#crypto/receipt.ts"
import { buildSubmission, type Keyholder } from "#crypto/submission.ts"
import type { ReporterCase } from "#wire/report.ts"
import { checkPapers } from "./verify.ts"

test("a list signed by somebody who has stepped aside stands; by a stranger it does not", async () => {
  const { view, receipt, responder } = await caseWithTwoLists()
  const doubts = async (signers: string[]) =>
    (await checkPapers({ ...view, signers }, receipt)).doubts
  assert.deepEqual(await doubts([responder]), [])
  assert.deepEqual(await doubts([]), ["manifest"])
  assert.deepEqual(await doubts([(await staffKeys(randomBytes(32))).sign.vk]), ["manifest"])
})

test("a list that is missing, or her own key under another, is noticed", async () => {
  const { view, receipt } = await caseWithTwoLists()
  const without = { ...view, manifests: view.manifests.slice(1) }
  assert.ok((await checkPapers(without, receipt)).doubts.includes("manifest"))
  const other = { ...view, grant: Buffer.from(randomBytes(900)).toString("base64url") }
  assert.ok((await checkPapers(other, receipt)).doubts.includes("mailbox"))
})

/** A submission, and a second list that a responder signed before leaving: their key is listed no more. */
async function caseWithTwoLists() {
  const receipt = await deriveReceipt(newReceipt(), crypto.randomUUID())
  const [left, stays] = [await holder(1), await holder(2)]
  const made = await buildSubmission({
    kind: "report",
    members: [{ name: "body.txt", bytes: new TextEncoder().encode("words") }],
    receipt,
    path: crypto.randomUUID(),
    keyholders: [left.who],
    excluded: [],
  })
  const { keys } = await openGrant(left.identity, made.grants[0]?.bytes ?? new Uint8Array())
  const next = await insure(
    { manifest: made.manifest, reporterVk: receipt.sig.vk, keys, signer: left.sign },
    [stays.who],
  )
  const lists = [made, next].map(({ manifest, manifestSig }, at) => ({
    number: at + 1,
    epoch: 1,
    text: manifest,
    signature: manifestSig,
    by: null,
    at: 0,
  }))
  const view: ReporterCase = {
    ...nothing,
    case: made.caseId,
    grant: Buffer.from(made.reporterGrant).toString("base64url"),
    manifests: lists,
    objects: [{ ...object, sha256: sha256Hex(made.sealedObject) }],
  }
  return { view, receipt, responder: left.sign.vk }
}

async function holder(slot: number) {
  const { identity, recipient, sign } = await staffKeys(randomBytes(32))
  const personId = crypto.randomUUID()
  const who: Keyholder = { slot, tier: 1, personId, recipient, vk: sign.vk }
  return { who, identity, sign }
}

const object = {
  seq: 1,
  epoch: 1,
  room: "mailbox",
  kind: "report",
  bytes: 0,
  at: 0,
  by: null,
  readAt: null,
} as const
const blank = { subject: "", text: "" }
const reporterLife: ReporterCase["life"] = {
  state: "RECEIVED",
  since: 0,
  affected: true,
  wish: null,
  withdrawn: null,
  refused: null,
  measures: [],
  nextMeasure: 1,
  appraisals: 0,
  promises: [],
  police: { state: "NOT_ASKED", offered: 0 },
  told: null,
  comment: null,
  places: [],
  remedies: [],
  appeal: { state: "NOT_OPEN", until: null },
  erases: null,
  retaliation: "CLEAR",
  checkIns: [],
  lastWord: { asked: null, given: null },
  ties: [],
}
const nothing: ReporterCase = {
  case: "",
  level: "e4",
  kind: "report",
  receivedAt: 0,
  grant: "",
  owed: [],
  ladder: [],
  next: null,
  state: "ringing",
  quiet: [],
  owner: null,
  objects: [],
  manifests: [],
  keys: [],
  signers: [],
  asked: [],
  reminder: { from: null, words: { en: blank, zh: blank }, asked: null },
  life: reporterLife,
  heard: { who: null, may: [], commentBy: null, appealBy: null, waived: false, remedy: null },
  timeline: [],
  now: 0,
}
