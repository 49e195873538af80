import assert from "node:assert/strict"
import { test } from "node:test"
import { checkLogin } from "./check-login.ts"
import { randomBytes } from "./random.ts"
import { signingKey } from "./sign.ts"
import { checkTrial, signTrial } from "./trial.ts"

const key = await signingKey(randomBytes(32))
const trial = { way: "0011", nonce: "AAECAwQ" }

test("a trial is about one way in and one question, and signs nobody in", async () => {
  const signature = await signTrial(key, trial)
  assert.equal(checkTrial(key.vk, trial, signature), true)
  assert.equal(checkTrial(key.vk, { ...trial, way: "0012" }, signature), false)
  assert.equal(checkTrial(key.vk, { ...trial, nonce: "AAECAwU" }, signature), false)
  assert.equal(checkTrial((await signingKey(randomBytes(32))).vk, trial, signature), false)
  assert.equal(checkTrial(key.vk, { way: "0011\nAAECAwQ", nonce: "" }, signature), false)
  assert.equal(
    checkLogin(key.vk, { origin: "0011", nonce: "AAECAwQ", time: "1" }, signature),
    false,
  )
})
