import assert from "node:assert/strict"
import { test } from "node:test"
import { checkLogin } from "./check-login.ts"
import { signLogin } from "./login.ts"
import { randomBytes } from "./random.ts"
import { signingKey } from "./sign.ts"

const key = await signingKey(randomBytes(32))
const login = { origin: "https://report.example", nonce: "bm9uY2U", time: "1904281689000" }

test("a sign-in answers one question, at one door, at one time, with one key", async () => {
  const signature = await signLogin(key, login)
  assert.equal(checkLogin(key.vk, login, signature), true)
  assert.equal(checkLogin(key.vk, { ...login, origin: "https://evil.example" }, signature), false)
  assert.equal(checkLogin(key.vk, { ...login, nonce: "other" }, signature), false)
  assert.equal(checkLogin(key.vk, { ...login, time: "1904281690000" }, signature), false)
  assert.equal(checkLogin((await signingKey(randomBytes(32))).vk, login, signature), false)
})

test("no part can smuggle in another line", async () => {
  const moved = { ...login, origin: `${login.origin}\n${login.nonce}` }
  await assert.rejects(signLogin(key, moved), /one line/)
  assert.equal(checkLogin(key.vk, moved, await signLogin(key, login)), false)
})
