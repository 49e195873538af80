import assert from "node:assert/strict"
import { test } from "node:test"
import { checkLogin, signLogin } from "./login.ts"
import { randomBytes } from "./random.ts"
import { signingKey } from "./sign.ts"

const key = signingKey(randomBytes(32))
const login = { origin: "https://report.example", nonce: "bm9uY2U", time: "1904281689000" }

test("a sign-in answers one question, at one door, at one time, with one key", () => {
  const signature = signLogin(key, login)
  assert.equal(checkLogin(key.vk, login, signature), true)
  assert.equal(checkLogin(key.vk, { ...login, origin: "https://evil.example" }, signature), false)
  assert.equal(checkLogin(key.vk, { ...login, nonce: "other" }, signature), false)
  assert.equal(checkLogin(key.vk, { ...login, time: "1904281690000" }, signature), false)
  assert.equal(checkLogin(signingKey(randomBytes(32)).vk, login, signature), false)
})

test("no part can smuggle in another line", () => {
  const moved = { ...login, origin: `${login.origin}\n${login.nonce}` }
  assert.throws(() => signLogin(key, moved), /one line/)
  assert.equal(checkLogin(key.vk, moved, signLogin(key, login)), false)
})
