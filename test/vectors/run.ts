import { base64 } from "@scure/base"
import { fromHex, hex, sha256Hex, utf8 } from "#crypto/bytes.ts"
import { CannotOpen } from "#crypto/cannot-open.ts"
import { fingerprint, prfSalt, recipientHash, staffKeys, unlockKeyFromPrf } from "#crypto/keys.ts"
import { checkLogin } from "#crypto/check-login.ts"
import { buildManifest, isExcluded } from "#crypto/manifest.ts"
import { readManifest, verifyManifest } from "#crypto/read-manifest.ts"
import { openCheck } from "#crypto/open-check.ts"
import { openGrant, openObject, openSeed, openWith } from "#crypto/open.ts"
import { checkOpening } from "#crypto/opening.ts"
import { floors, objectKinds, paddedSize } from "#crypto/pad.ts"
import { deriveReceipt, printReceipt, readReceipt } from "#crypto/receipt.ts"
import { signText, signingKey } from "#crypto/sign.ts"
import { verifyText } from "#crypto/verify.ts"
import { readTar, writeTar } from "#crypto/tar.ts"
import { checkTrial } from "#crypto/trial.ts"
import { unlockKeyFromWords } from "#crypto/words.ts"
import { replyKey } from "#crypto/instruction.ts"
import { openAnswer, openInstruction } from "#crypto/open-instruction.ts"
import instructionVectors from "./instruction.json" with { type: "json" }
import checkVectors from "./check.json" with { type: "json" }
import keyVectors from "./keys.json" with { type: "json" }
import manifestVector from "./manifest.json" with { type: "json" }
import receiptVectors from "./receipt.json" with { type: "json" }
import sealedVectors from "./sealed.json" with { type: "json" }
import signatureVectors from "./signature.json" with { type: "json" }
import statementVectors from "./statement.json" with { type: "json" }
import tarVectors from "./tar.json" with { type: "json" }

/** One vector, and whether this engine agrees with it. */
export type Outcome = { readonly name: string; readonly ok: boolean }

/** Every vector of the protocol, in whichever engine this runs. */
export async function runVectors(): Promise<Outcome[]> {
  const checks: [string, () => boolean | Promise<boolean>][] = [
    ...receipts(),
    ...keys(),
    ...signatures(),
    ...tars(),
    ...manifests(),
    ...statements(),
    ...sealed(),
    ...instructions(),
    ...protectionChecks(),
  ]
  const outcomes: Outcome[] = []
  for (const [name, check] of checks) {
    // A check that throws is one that this engine does not agree with.
    outcomes.push({
      name,
      ok: await Promise.resolve()
        .then(check)
        .catch(() => false),
    })
  }
  return outcomes
}

type Check = [string, () => boolean | Promise<boolean>]

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

function receipts(): Check[] {
  return receiptVectors.map((vector, at) => [
    `receipt ${at}`,
    async () => {
      const receipt = readReceipt(vector.printed.toLowerCase())
      if ("bad" in receipt || hex(receipt) !== vector.root) return false
      const keys = await deriveReceipt(receipt, vector.instance)
      return (
        printReceipt(receipt) === vector.printed &&
        keys.auth.vk === vector.auth &&
        keys.sig.vk === vector.sig &&
        keys.identity === vector.identity &&
        recipientHash(keys.recipient) === vector.to &&
        hex(keys.marker) === vector.marker &&
        keys.locator === vector.locator
      )
    },
  ])
}

function keys(): Check[] {
  const { staff, prf, words } = keyVectors
  return [
    [
      "staff keys",
      async () => {
        const { sign, ...pair } = await staffKeys(fromHex(staff.seed))
        const expected = { identity: staff.identity, recipient: staff.recipient }
        return same(pair, expected) && sign.vk === staff.vk
      },
    ],
    ["fingerprint", () => fingerprint(staff.recipient, staff.vk) === keyVectors.fingerprint],
    [
      "passkey",
      async () => (await unlockKeyFromPrf(fromHex(prf.output))).identity === prf.identity,
    ],
    ["prf salt", () => hex(prfSalt(keyVectors.prfSalt.rpId)) === keyVectors.prfSalt.salt],
    [
      "words",
      async () => {
        const { identity, auth, locator } = await unlockKeyFromWords(words.words.split(" "))
        return identity === words.identity && auth.vk === words.auth && locator === words.locator
      },
    ],
  ]
}

function signatures(): Check[] {
  return signatureVectors.map(({ seed, vk, namespace, text, armor }, at) => [
    `signature ${at}`,
    async () =>
      (await signText(await signingKey(fromHex(seed)), namespace, utf8(text))) === armor &&
      verifyText(vk, namespace, utf8(text), armor) &&
      !verifyText(vk, namespace, utf8(`${text} `), armor),
  ])
}

function tars(): Check[] {
  const entries = tarVectors.entries.map(({ name, text }) => ({ name, bytes: utf8(text) }))
  const tar = base64.decode(tarVectors.tar)
  return [
    ["tar written", () => sha256Hex(writeTar(entries)) === tarVectors.sha256],
    ["tar read", () => same(readTar(tar, { entries: 9, bytes: 9999 }), entries)],
    [
      "padding",
      () =>
        tarVectors.sizes.every(({ kind, length, size }) => {
          const known = objectKinds.find((one) => one === kind)
          return known !== undefined && paddedSize(length, floors[known]) === size
        }),
    ],
  ]
}

function manifests(): Check[] {
  const { manifest, text, signature, conflict } = manifestVector
  return [
    ["manifest written", () => buildManifest(manifest) === text],
    ["manifest read", () => same(sorted(readManifest(text)), sorted(manifest))],
    [
      "manifest signed",
      () => verifyManifest(text, signature, [manifest.signer]).caseId === manifest.caseId,
    ],
    [
      "conflict line",
      () =>
        manifest.coi.includes(conflict.line) &&
        isExcluded(manifest, conflict.mailbox, conflict.excluded) &&
        !isExcluded(manifest, conflict.mailbox, manifest.caseId),
    ],
  ]
}

function sorted(fields: object): [string, unknown][] {
  return Object.entries(fields).toSorted(([one], [other]) => (one < other ? -1 : 1))
}

function statements(): Check[] {
  const { opening, login, trial } = statementVectors
  return [
    ["opening", () => checkOpening(opening, opening.proof)],
    ["opening of another slot", () => !checkOpening({ ...opening, slot: 8 }, opening.proof)],
    ["login", () => checkLogin(login.vk, login.login, login.signature)],
    ["trial", () => checkTrial(trial.vk, trial.trial, trial.signature)],
  ]
}

function protectionChecks(): Check[] {
  const { reader, id, sender, body, signed, unsigned } = checkVectors
  const kind = "pay-cut"
  const opened = (sealed: string) => openCheck(reader, base64.decode(sealed), { id, kind })
  return [
    ["signed check", async () => same(await opened(signed), { id, kind, sender, body })],
    ["unsigned check", async () => same(await opened(unsigned), { id, kind, sender: null, body })],
  ]
}

function sealed(): Check[] {
  const { mailbox, keyholder, unlock, sender, place, body } = sealedVectors
  const expect = { caseId: place.caseId, epoch: place.epoch, seq: place.seq, senders: [sender] }
  const object = base64.decode(sealedVectors.object)
  return [
    [
      "sealed object",
      async () => {
        const { members } = await openObject(mailbox, object, expect)
        return base64.encode(members[0]?.bytes ?? new Uint8Array()) === body
      },
    ],
    [
      "sealed grant",
      async () => {
        const grant = await openGrant(keyholder, base64.decode(sealedVectors.grant))
        return hex(grant.ack) === sealedVectors.ack && grant.keys[0]?.identity === mailbox
      },
    ],
    [
      "sealed seed",
      async () =>
        hex(await openSeed(base64.decode(sealedVectors.seed), unlock)) === sealedVectors.seedPlain,
    ],
    [
      "sealed bytes",
      async () =>
        base64.encode(await openWith(mailbox, base64.decode(sealedVectors.plain))) === body,
    ],
    ["sealed object, another key", () => refuses(openWith(keyholder, object), "wrong-key")],
    ["sealed object, last byte", () => refuses(openWith(mailbox, changed(object)), "damaged")],
  ]
}

function instructions(): Check[] {
  const { id, text, hash, as } = instructionVectors
  const instruction = base64.decode(instructionVectors.instruction)
  const answer = base64.decode(instructionVectors.answer)
  return [
    [
      "instruction",
      async () => {
        const opened = await openInstruction(
          instructionVectors.hr,
          instruction,
          instructionVectors.lead,
        )
        return opened.text === text && opened.id === id && sha256Hex(instruction) === hash
      },
    ],
    [
      "reply key",
      async () =>
        (await replyKey(instructionVectors.desk, id)).identity === instructionVectors.reply,
    ],
    [
      "answer",
      async () => {
        const expect = { id, instruction: hash, sender: instructionVectors.vk }
        return same(await openAnswer(instructionVectors.reply, answer, expect), { as, text })
      },
    ],
  ]
}

function changed(bytes: Uint8Array): Uint8Array {
  return bytes.with(bytes.length - 1, (bytes.at(-1) ?? 0) ^ 1)
}

async function refuses(opening: Promise<unknown>, reason: string): Promise<boolean> {
  const why: unknown = await opening.catch((refused: unknown) => refused)
  return why instanceof CannotOpen && why.reason === reason
}
