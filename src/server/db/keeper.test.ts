import assert from "node:assert/strict"
import { EventEmitter, once } from "node:events"
import { chmodSync, mkdtempSync, renameSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { after, test } from "node:test"
import { setTimeout as pause } from "node:timers/promises"
import { ask, postmaster } from "../../../test/bundled.ts"
import { startEmbedded } from "./embedded.ts"

const scratch = mkdtempSync(join(tmpdir(), "tocsin keeper "))
chmodSync(scratch, 0o711) // where PostgreSQL needs another account, the rows stay where they are
after(() => rmSync(scratch, { recursive: true, force: true }))

test("killed as soon as it answers, it is given more time; a start that holds is followed by one at once", async () => {
  const dir = join(scratch, "restless")
  const { said, say, heard } = listener()
  const server = await startEmbedded(dir, { say })
  try {
    for (let n = 1; n <= 3; n += 1) {
      process.kill(postmaster(dir), "SIGKILL")
      await heard(/answers again/, n)
    }
    await pause(2100) // it holds: this is what the next wait depends on
    process.kill(postmaster(dir), "SIGKILL")
    await heard(/answers again/, 4)
    const waits = said.flatMap((sentence) => /is started again (.*)\./.exec(sentence)?.[1] ?? [])
    assert.deepEqual(waits, ["at once", "in 100 ms", "in 200 ms", "at once"])
    assert.deepEqual(await ask(server.url, "select 1"), [1])
  } finally {
    await server.stop()
  }
})

test("while it cannot start, the keeper goes on trying and says why; mended, it is up within the wait it named", async () => {
  const dir = join(scratch, "mended")
  const { said, say, heard } = listener()
  const server = await startEmbedded(dir, { say })
  const control = join(dir, "pgdata/global/pg_control")
  try {
    renameSync(control, `${control}.away`)
    process.kill(postmaster(dir), "SIGKILL")
    await heard(/could not start[\s\S]*pg_control[\s\S]*tried again in/, 3)
    renameSync(`${control}.away`, control)
    await heard(/answers again/, 1)
    const waits = said.flatMap((sentence) => /tried again in (\d+) ms/.exec(sentence)?.[1] ?? [])
    assert.deepEqual(waits.slice(0, 3), ["100", "200", "400"])
    assert.ok(waits.length <= 4, `a wait was named after it was mended: ${waits.join()}`)
    assert.deepEqual(await ask(server.url, "select 1"), [1])
  } finally {
    await server.stop()
  }
})

/** Everything a keeper says, and a wait until a sentence was said so many times. */
function listener() {
  const said: string[] = []
  const spoke = new EventEmitter()
  const times = (what: RegExp): number => said.filter((sentence) => what.test(sentence)).length
  return {
    said,
    say(sentence: string): void {
      said.push(sentence)
      spoke.emit("said")
    },
    async heard(what: RegExp, often: number): Promise<void> {
      const signal = AbortSignal.timeout(8000)
      while (times(what) < often) await once(spoke, "said", { signal })
    },
  }
}
