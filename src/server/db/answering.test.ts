import assert from "node:assert/strict"
import { chmodSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { after, test } from "node:test"
import { answering } from "./answering.ts"
import { startEmbedded } from "./embedded.ts"
import { urlOf } from "./postgres-rows.ts"

const scratch = mkdtempSync(join(tmpdir(), "tocsin-"))
chmodSync(scratch, 0o711) // where PostgreSQL needs another account, the rows stay where they are
after(() => rmSync(scratch, { recursive: true, force: true }))

test("a node that starts before its database waits for it and says so once; a wrong address is refused at once", async () => {
  const said: string[] = []
  const url = urlOf(join(scratch, "run"), "postgres")
  const waiting = answering(url, (sentence) => said.push(sentence))
  const database = await startEmbedded(scratch)
  try {
    assert.equal(database.url, urlOf(join(scratch, "run"), "tocsin"))
    await waiting
    assert.equal(said.length, 1)
    assert.match(said[0] ?? "", /does not answer \(ENOENT\)/)
    const wrong = answering(urlOf(join(scratch, "run"), "nowhere"), (sentence) =>
      said.push(sentence),
    )
    await assert.rejects(wrong, { code: "3D000" })
    assert.equal(said.length, 1)
  } finally {
    await database.stop()
  }
})

test("patience ends, with the reason", async () => {
  const url = urlOf(join(scratch, "nobody"), "postgres")
  await assert.rejects(
    answering(url, () => undefined, 300),
    { code: "ENOENT" },
  )
})
