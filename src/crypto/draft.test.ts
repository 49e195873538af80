import assert from "node:assert/strict"
import { test } from "node:test"
import { utf8 } from "./bytes.ts"
import { CannotOpen } from "./cannot-open.ts"
import { openDraft, sealDraft } from "./draft.ts"
import { deriveReceipt, newReceipt } from "./receipt.ts"

const mine = await deriveReceipt(newReceipt(), "here")
const other = await deriveReceipt(newReceipt(), "here")
const page = (text: string) => [{ name: "answers.json", bytes: utf8(text) }]

test("a draft comes back with its code, and with no other", async () => {
  const sealed = await sealDraft(mine, page('{"i05":"h24"}'))
  assert.deepEqual(await openDraft(mine, sealed), page('{"i05":"h24"}'))
  await assert.rejects(openDraft(other, sealed), new CannotOpen("wrong-key"))
})

test("a draft put there by somebody else is not believed", async () => {
  const forged = await sealDraft({ ...mine, sig: other.sig }, page("{}"))
  await assert.rejects(openDraft(mine, forged), new CannotOpen("damaged"))
})

test("a longer story does not show in the size of its draft", async () => {
  const [short, long] = await Promise.all([
    sealDraft(mine, page("{}")),
    sealDraft(mine, page("x".repeat(50_000))),
  ])
  assert.equal(short.length, long.length)
})
