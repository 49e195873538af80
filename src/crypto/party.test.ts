import assert from "node:assert/strict"
import { test } from "node:test"
import { utf8 } from "./bytes.ts"
import { CannotOpen, type CannotOpenReason } from "./cannot-open.ts"
import { keyPair, recipientOf } from "./keys.ts"
import { openObject, openWith } from "./open.ts"
import { filesOf, openPartyGrant, readParties, writerAfter } from "./open-party.ts"
import {
  codeEntry,
  newParty,
  partyEntry,
  type PartyFile,
  rollParty,
  sealPartyGrant,
} from "./party.ts"
import { randomBytes } from "./random.ts"
import { deriveReceipt, newReceipt } from "./receipt.ts"
import { sealObject } from "./seal.ts"
import { signingKey } from "./sign.ts"
import type { Entry } from "./tar.ts"

const caseId = crypto.randomUUID()
const code = await deriveReceipt(newReceipt(), "here")
const other = await deriveReceipt(newReceipt(), "here")
const team = await signingKey(randomBytes(32))
const words = [{ name: "body.txt", bytes: utf8("words\n") }]
const open = (number = 2, of = code) => newParty({ caseId, number, party: "respondent", code: of })
const refused = (reason: CannotOpenReason) => (why: unknown) =>
  why instanceof CannotOpen && why.reason === reason

test("what a code opens is one mailbox, and a grant put back from before does not open", async () => {
  const { file, grant } = await open()
  const first = await openPartyGrant(code.identity, grant, file)
  assert.deepEqual(first.own, [code.sig.vk])
  assert.deepEqual(first.keys, [{ room: "mailbox", epoch: 1, identity: file.identity }])
  const text = new TextDecoder().decode(await openWith(code.identity, grant))
  for (const never of [caseId, "reporter", "respondent", "desk"])
    assert.ok(!text.includes(never), `a grant does not say ${never}`)
  const rolled = await rollParty(file, first)
  const second = await openPartyGrant(code.identity, rolled.grant, rolled.file)
  assert.deepEqual(
    second.keys.map(({ epoch }) => epoch),
    [2, 1],
    "the past stays readable",
  )
  assert.notEqual(rolled.file.identity, file.identity)
  await assert.rejects(openPartyGrant(code.identity, grant, rolled.file), refused("damaged"))
  await assert.rejects(openPartyGrant(other.identity, grant, file), refused("wrong-key"))
  const elsewhere = await open()
  await assert.rejects(
    openPartyGrant(code.identity, grant, elsewhere.file),
    refused("damaged"),
    "of another mailbox",
  )
  const passed = await sealPartyGrant(
    { ...first, mailboxId: file.mailboxId, epoch: 2 },
    code.recipient,
  )
  await assert.rejects(
    openPartyGrant(code.identity, passed, { ...file, epoch: 2 }),
    refused("damaged"),
    "old keys under a new number",
  )
})

test("an object of one mailbox does not open in another, nor under the case's id", async () => {
  const a = await open(2)
  const b = await open(3, other)
  const place = { epoch: 1, seq: 1, kind: "message" } as const
  const recipient = await recipientOf(a.file.identity)
  const said = await sealObject({
    ...{ ...place, caseId: a.file.mailboxId, recipient, signer: team, members: words },
  })
  const expect = { ...place, caseId: a.file.mailboxId, senders: [team.vk] }
  assert.equal((await openObject(a.file.identity, said, expect)).members.length, 1)
  await assert.rejects(openObject(b.file.identity, said, expect), refused("wrong-key"))
  const moved = { ...expect, caseId: b.file.mailboxId }
  await assert.rejects(openObject(a.file.identity, said, moved), refused("damaged"))
  await assert.rejects(openObject(a.file.identity, said, { ...expect, caseId }), refused("damaged"))
})

const through = ({ name, bytes }: Entry, expected = caseId) =>
  readParties([...words, { name, bytes }], expected)

test("the desk's file of a mailbox reads back, and one that was changed does not", async () => {
  const { file } = await open(61)
  assert.deepEqual(through(partyEntry(file)), [file])
  const { name, bytes } = partyEntry(file)
  const text = new TextDecoder().decode(bytes)
  for (const [from, to] of [
    ["number 61", "number 7"],
    ["party respondent", "party reporter"],
    [`case ${caseId}`, `case ${crypto.randomUUID()}`],
    ["epoch 1", "epoch 0"],
    ["AGE-SECRET", "age-secret"],
    ["tocsin/v1 mailbox", "tocsin/v1 grant"],
  ] as const)
    assert.throws(
      () => through({ name, bytes: utf8(text.replace(from, to)) }),
      refused("damaged"),
      to,
    )
  const later = { name, bytes: utf8(text.replace("tocsin/v1", "tocsin/v2")) }
  assert.throws(() => through(later), refused("unknown-version"))
})

test("a mailbox's keys are counted one by one, each under newer keys of the case than the one before", async () => {
  const first = (await open()).file
  const next = async (file: PartyFile) => (await rollParty(file, { own: [], keys: [] })).file
  const [second, planted] = [await next(first), await next(first)]
  const third = await next(second)
  const of = { number: 2, mailboxId: first.mailboxId }
  const epochs = (...papers: [number, ...PartyFile[]][]) =>
    filesOf(
      papers.map(([epoch, ...files]) => ({ epoch, files })),
      of,
    ).map(({ identity }) =>
      [first, second, third, planted].findIndex((f) => f.identity === identity),
    )
  assert.deepEqual(epochs([2, first], [3, second], [4, third]), [0, 1, 2])
  assert.deepEqual(epochs([2, first], [2, planted], [3, second]), [0, 1], "left behind for later")
  assert.deepEqual(epochs([2, first], [4, third]), [0], "none is left out")
  assert.deepEqual(epochs([2, second]), [], "the first one comes first")
  const foreign = { ...first, mailboxId: crypto.randomUUID() }
  assert.deepEqual(epochs([2, foreign], [2, first]), [0], "under the number of another mailbox")
  const renamed = { ...second, party: "witness" } as const
  assert.deepEqual(epochs([2, first], [3, renamed]), [0])
})

test("a new code counts only under the signature of the one before", async () => {
  const { file } = await open()
  const sealed = (
    signer = code.sig,
    members = [
      codeEntry({ mailboxId: file.mailboxId, vk: other.sig.vk, recipient: other.recipient }),
    ],
  ) =>
    sealObject({
      ...{ caseId: file.mailboxId, epoch: 1, seq: 1, kind: "code", signer, members },
      recipient: code.recipient,
    }).then((bytes) =>
      openObject(code.identity, bytes, {
        ...{ caseId: file.mailboxId, epoch: 1, seq: 1, senders: [code.sig.vk, team.vk] },
      }),
    )
  const now = { vk: code.sig.vk, recipient: code.recipient }
  const after = writerAfter(now, await sealed(), file.mailboxId)
  assert.deepEqual(after, { vk: other.sig.vk, recipient: other.recipient })
  const byTeam = await sealed(team)
  assert.throws(() => writerAfter(now, byTeam, file.mailboxId), refused("damaged"))
  const again = await sealed()
  assert.throws(
    () => writerAfter(after, again, file.mailboxId),
    refused("damaged"),
    "the old code again",
  )
  assert.throws(() => writerAfter(now, again, crypto.randomUUID()), refused("damaged"))
  const more = await sealed(code.sig, [...words])
  assert.throws(() => writerAfter(now, more, file.mailboxId), refused("damaged"))
})

test("every grant of a mailbox has one of two lengths, however often its keys changed", async () => {
  const { recipient } = await keyPair(randomBytes(32))
  const { file, grant } = await open()
  const lengths = new Set([grant.length])
  let held = {
    own: [code.sig.vk, other.sig.vk],
    keys: [] as { room: "mailbox"; epoch: number; identity: string }[],
  }
  for (let epoch = 1; epoch <= 30; epoch += 1) {
    const keys = [{ room: "mailbox" as const, epoch, identity: file.identity }, ...held.keys]
    held = { ...held, keys }
    const sealed = await sealPartyGrant({ mailboxId: file.mailboxId, epoch, ...held }, recipient)
    lengths.add(sealed.length)
  }
  assert.deepEqual([...lengths].toSorted(), [3707, 5755])
})
