import assert from "node:assert/strict"
import { test } from "node:test"
import fc from "fast-check"
import { deriveReceipt, newReceipt } from "#crypto/receipt.ts"
import { world } from "../world.ts"
import { bodyOf, seal } from "../world/sealing.ts"

test("what is changed, missing, surplus or unsigned in a submission is refused, and nothing is written", async () => {
  await using w = await world()
  const receivers = await w.receivers()
  const receipt = await deriveReceipt(newReceipt(), w.org)
  const sealed = await seal(receivers, receipt, { excluded: [], text: "words", kind: "report" })
  const good = bodyOf(sealed, receivers.pathId, receipt, { level: "e2", kind: "report" })
  const post = async (body: Uint8Array) =>
    w.request("/api/reports", { method: "POST", body: body as BodyInit })
  await fc.assert(
    fc.asyncProperty(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
      const bad = good.slice()
      bad[at] = (bad[at] ?? 0) ^ by
      const answer = await post(bad)
      assert.ok([400, 409, 413].includes(answer.status), `${at}: ${answer.status}`)
      assert.ok(
        [
          "bad-seal",
          "bad-signature",
          "malformed",
          "unknown-version",
          "path-changed",
          "too-large",
        ].includes(((await answer.json()) as { problem: string }).problem),
      )
    }),
    { numRuns: 60 },
  )
  for (const cut of [0, 1, 511, 512, 5000, good.length - 512])
    assert.equal((await post(good.slice(0, cut))).status, 400)
  assert.equal((await w.sql("select 1 from case_file")).length, 0)
  assert.equal((await post(good)).status, 201)
})

test("a path that is no longer in force is said to be so, and the value sent is not echoed", async () => {
  await using w = await world()
  const receivers = await w.receivers()
  const receipt = await deriveReceipt(newReceipt(), w.org)
  const sealed = await seal(receivers, receipt, { excluded: [], text: "words", kind: "report" })
  await w.sql("update path_version set state = 'superseded', superseded_at = tocsin_now()")
  const answer = await w.request("/api/reports", {
    method: "POST",
    body: bodyOf(sealed, receivers.pathId, receipt, { level: "e2", kind: "report" }) as BodyInit,
  })
  assert.equal(answer.status, 409)
  const text = await answer.text()
  assert.deepEqual(JSON.parse(text), { problem: "path-changed" })
})

test("a hundred reports within the hour from one office are all taken", async () => {
  await using w = await world()
  const receivers = await w.receivers()
  for (let n = 0; n < 100; n += 1) {
    const receipt = await deriveReceipt(newReceipt(), w.org)
    const sealed = await seal(receivers, receipt, { excluded: [], text: "words", kind: "help-now" })
    const answer = await w.request("/api/reports", {
      method: "POST",
      body: bodyOf(sealed, receivers.pathId, receipt, {
        level: "e3",
        kind: "help-now",
      }) as BodyInit,
    })
    assert.equal(answer.status, 201)
  }
})

test("a body that holds what unlocks a key is refused before anything reads it", async () => {
  await using w = await world()
  for (const prf of [
    { prf: { results: { first: "x" } } },
    { credential: { clientExtensionResults: { prf: {} } } },
  ]) {
    const answer = await w.request("/desk/api/sessions", {
      method: "POST",
      body: JSON.stringify(prf),
      headers: { "x-tocsin": "desk" },
    })
    assert.equal(answer.status, 400)
    assert.deepEqual(await answer.json(), { problem: "unlock-secret" })
  }
})

test("a wrong code, an old question and a question asked twice are refused alike", async () => {
  await using w = await world()
  const { receipt } = await w.report()
  const token = await w.signIn(receipt)
  assert.equal(token.length, 43)
  const { nonce, now } = await w.json<{ nonce: string; now: number }>("/api/challenges", {
    method: "POST",
  })
  const body = JSON.stringify({
    locator: receipt.locator,
    vk: receipt.auth.vk,
    nonce,
    time: now,
    signature: "AAAA",
  })
  for (let turn = 0; turn < 2; turn += 1) {
    const answer = await w.request("/api/sessions", { method: "POST", body })
    assert.equal(answer.status, 401)
    assert.deepEqual(await answer.json(), { problem: "wrong-code" })
  }
})

test("every answer carries the headers of the policy", async () => {
  await using w = await world()
  for (const path of ["/api/door", "/", "/desk", "/nothing", "/desk/api/me", "/health"]) {
    const { headers } = await w.request(path)
    assert.match(
      headers.get("content-security-policy") ?? "",
      /default-src 'none'.*require-trusted-types-for 'script'/,
      path,
    )
    assert.equal(headers.get("referrer-policy"), "no-referrer", path)
    assert.equal(headers.get("set-cookie"), null, path)
  }
})

test("a file in parts: each is kept before it is acknowledged, resumed after a break, and damaged bytes are refused", async () => {
  await using w = await world()
  const { receipt } = await w.report()
  const authorization = `Bearer ${await w.signIn(receipt)}`
  const id = "11111111-2222-4333-8444-555555555555"
  const { createHash } = await import("node:crypto")
  const part = (n: number) => Buffer.alloc(300_000, n)
  const put = (n: number, body: Buffer, sha = createHash("sha256").update(body).digest("hex")) =>
    w.request(`/api/uploads/${id}/parts/${n}`, {
      method: "PUT",
      headers: { authorization, "x-part-sha256": sha },
      body: body as unknown as BodyInit,
    })
  const begin = () =>
    w.json<{ have: { number: number }[] }>("/api/uploads", {
      method: "POST",
      headers: { authorization },
      body: JSON.stringify({ id, parts: 3 }),
    })
  assert.deepEqual((await begin()).have, [])
  assert.equal((await put(0, part(0))).status, 204)
  assert.equal(
    (await put(1, part(1), createHash("sha256").update("other").digest("hex"))).status,
    400,
  )
  assert.deepEqual(
    (await begin()).have.map((h) => h.number),
    [0],
  )
  assert.equal((await put(1, part(1))).status, 204)
  assert.equal((await put(2, part(2))).status, 204)
  assert.equal((await put(3, part(3))).status, 404)
  assert.deepEqual(
    (await begin()).have.map((h) => h.number),
    [0, 1, 2],
  )
})
