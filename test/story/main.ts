// npm run story: the core loop through the public HTTP interface with real keys, each step with its time.
import assert from "node:assert/strict"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { openDemo } from "#server/demo/open.ts"
import { newReporter, type Reporter } from "./reporter.ts"
import { newResponder } from "./responder.ts"

const started = performance.now()
const folder = mkdtempSync(join(tmpdir(), "tocsin-story-"))
const say = (sentence: string) => process.stdout.write(`${sentence}\n`)
let last = started

/** One step of the story: it happens, is checked, and is told with the time it took. */
async function step<T>(sentence: string, act: () => Promise<T>): Promise<T> {
  const result = await act()
  const now = performance.now()
  say(
    `${((now - started) / 1000).toFixed(2).padStart(6)} s  ${sentence}  (${Math.round(now - last)} ms)`,
  )
  last = now
  return result
}

const limit = setTimeout(() => {
  say("The story did not end within a minute.")
  process.exit(1)
}, 60_000)

const demo = await step(
  "The company is founded: people, keys, channels tested, the path signed by two",
  () => openDemo({ dataDir: folder, port: 0, host: "127.0.0.1", databaseUrl: undefined }),
)
const base = `http://localhost:${demo.port}`
/** Pushes the clock as a visitor of the demonstration does. */
const push = async (by: string) => {
  const answer = await fetch(`${base}/demo`, {
    method: "POST",
    body: new URLSearchParams({ by }),
    redirect: "manual",
  })
  assert.equal(answer.status, 303)
}
const responder = async (name: string) => {
  const actor = demo.actors.get(name)
  assert.ok(actor, name)
  return newResponder(base, actor)
}

try {
  await tell()
  say(`The story ended well after ${((performance.now() - started) / 1000).toFixed(1)} s.`)
} catch (error) {
  say(
    `The story stopped: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  )
  process.exitCode = 1
} finally {
  clearTimeout(limit)
  await demo.close()
  rmSync(folder, { recursive: true, force: true })
}

async function tell(): Promise<void> {
  const lin = await step(
    "Lin Yao's browser seals a report; Gao Ming and the people close to him get no key",
    async () => {
      const reporter = await newReporter(base, {
        excluded: ["Ren Tao"],
        level: "e2",
        words: "A dinner with a client on Tuesday.",
      })
      assert.deepEqual(reporter.accepted.rung.map((r) => r.firstName).toSorted(), ["Amina", "Chen"])
      return reporter
    },
  )
  await step(
    "The receipt is proved by coming back with it; the promises are the desk's own",
    async () => {
      const mine = await lin.look()
      assert.equal(mine.state, "ringing")
      assert.deepEqual(
        mine.owed.map((o) => o.kind),
        ["opening", "first-contact", "protection", "plan", "outcome"],
      )
    },
  )
  await step("Phones rang; not one word of the case left the system", async () => {
    for (
      let turn = 0;
      turn < 100 && !demo.sink.arrived.some((a) => a.channel === "voice");
      turn += 1
    )
      await new Promise((done) => setTimeout(done, 20))
    assert.ok(demo.sink.arrived.some((a) => a.channel === "voice"))
    assert.ok(!demo.sink.arrived.some((a) => /dinner|Lin Yao|Gao Ming/.test(a.text)))
  })
  await theLadder(lin)
  await theAnswer(lin)
  await theNeglect(lin)
}

async function theLadder(lin: Reporter): Promise<void> {
  const ren = await responder("Ren Tao")
  const su = await responder("Su Ran")
  await step(
    "Half an hour of silence: the next tier is rung by itself, and Ren Tao, who must not see it, is not",
    async () => {
      await push("30m")
      assert.equal((await su.cases()).length, 1)
      assert.equal((await ren.cases()).length, 0)
      const mine = await lin.look()
      assert.ok(mine.ladder.some((r) => r.firstName === "Su"))
      assert.ok(
        mine.owed.find((o) => o.kind === "opening")?.missed,
        "the missed opening is shown to her and stays",
      )
    },
  )
}

async function theAnswer(lin: Reporter): Promise<void> {
  const amina = await responder("Amina Bao")
  await step(
    "Amina opens it: her browser decrypts the grant and proves it; the ladder rests",
    async () => {
      const report = await amina.open()
      assert.match(report, /A dinner with a client/)
      assert.equal((await lin.look()).state, "opened")
    },
  )
  await step("Amina writes; Lin reads the words of a human being", async () => {
    await amina.write(
      "message",
      "Thank you for telling us. It is not your fault. You decide what happens next.",
    )
    const mine = await lin.look()
    assert.ok(mine.owed.find((o) => o.kind === "first-contact")?.met)
    assert.match(await lin.read(), /You decide what happens next/)
  })
  await step("Lin answers, sealed; Amina reads it", async () => {
    await lin.write("I am in a friend's room. I don't want to fly back with him.")
    assert.match(await amina.read(), /friend's room/)
  })
  await step("A protective measure is ordered; the promise is kept", async () => {
    await amina.write("measure", "M02 Separate travel home, ordered now.", {
      kind: "measure.ordered",
      facts: { n: 1, code: "M02" },
    })
    assert.ok((await lin.look()).owed.find((o) => o.kind === "protection")?.met)
  })
}

async function theNeglect(lin: Reporter): Promise<void> {
  const orla = await responder("Orla Finch")
  await step(
    "Then nobody is in touch: her button ends the lease and rings someone outside the company",
    async () => {
      await push("1h")
      await lin.neglect()
      assert.equal((await lin.look()).state, "ringing")
      assert.equal((await orla.cases()).length, 1)
    },
  )
  await step("Orla Finch, outside the company, opens it and answers", async () => {
    await orla.open()
    await orla.write("message", "I am outside your company. I have your report and I stay with it.")
    assert.match(await lin.read(), /I stay with it/)
    assert.equal((await lin.look()).state, "engaged")
  })
}
