import assert from "node:assert/strict"
import { randomBytes } from "node:crypto"
import { after, before, test } from "node:test"
import { signingKey, signText } from "#crypto/sign.ts"
import { newWords, unlockKeyFromWords } from "#crypto/words.ts"
import type { Me, WayView } from "#wire/session.ts"
import { authenticator } from "../../../test/authenticator.ts"
import { startDesk, type Desk } from "../../../test/desk.ts"
import { armour, type Browser } from "../../../test/desk-browser.ts"

let desk: Desk
let noor: Browser
before(async () => {
  desk = await startDesk()
  noor = await desk.begin()
  await noor.makeKey()
})
after(async () => {
  await desk[Symbol.asyncDispose]()
  assert.deepEqual(desk.faults, [])
})

const wrong = { status: 401, body: { problem: "wrong-code" } }
const brief = ({ status, body }: { status: number; body: unknown }) => ({ status, body })

test("words sign in, with the seed that is sealed to them; signing out ends the session", async () => {
  const other = desk.browser()
  assert.equal((await other.desk("GET", "/me")).status, 401)
  const signedIn = await other.desk<Me>("POST", "/sessions", await noor.login())
  assert.equal(signedIn.status, 201)
  assert.equal(signedIn.body.id, noor.me?.id)
  assert.ok(signedIn.body.sealedSeed)
  assert.equal(signedIn.body.key?.recipient, noor.keys?.recipient)
  const me = await other.desk<Me>("GET", "/me")
  assert.deepEqual([me.status, me.body.sealedSeed], [200, null])
  const kept = await desk.runtime.pool.query("select count(*)::int as n from desk_session")
  assert.equal((await other.desk("DELETE", "/sessions")).status, 204)
  const left = await desk.runtime.pool.query("select count(*)::int as n from desk_session")
  assert.equal(left.rows[0].n, kept.rows[0].n - 1)
})

test("wrong words, unknown words, an old question and a wrong time are one answer", async () => {
  const other = desk.browser()
  const send = async (login: object) => brief(await other.desk("POST", "/sessions", login))
  const unknown = await unlockKeyFromWords(newWords())
  assert.deepEqual(await send(await noor.login(unknown)), wrong)
  const stranger = await signingKey(randomBytes(32))
  const login = await noor.login()
  const forged = armour(await signText(stranger, "tocsin-login-v1", Buffer.from("anything")))
  assert.deepEqual(await send({ ...login, signature: forged }), wrong)
  assert.deepEqual(await send(login), wrong, "the question was used up by the wrong answer")
  assert.deepEqual(await send({ ...(await noor.login()), locator: "0".repeat(64) }), wrong)
  assert.deepEqual(await send(await noor.login(undefined, 121_000)), wrong)
  assert.deepEqual(await send(await noor.login(undefined, -121_000)), wrong)
  const again = await noor.login()
  assert.equal((await send(again)).status, 201)
  assert.deepEqual(await send(again), wrong, "one question, one sign-in")
})

test("one answer sent to two nodes at once signs in once", async () => {
  const login = await noor.login()
  const answers = await Promise.all(
    [1, 2, 3].map(() => desk.browser().desk("POST", "/sessions", login)),
  )
  assert.deepEqual(answers.map((answer) => answer.status).toSorted(), [201, 401, 401])
})

test("a passkey is registered, proved, and signs in; a copied one with an old counter does not", async () => {
  const phone = authenticator()
  const made = await noor.desk<WayView>("POST", "/ways", phone.register(await noor.asked()))
  assert.deepEqual([made.status, made.body.verified, made.body.kind], [201, false, "passkey"])
  const trial = `/ways/${made.body.id}/trial`
  const stranger = await signingKey(randomBytes(32))
  const { nonce } = await noor.challenge()
  const statement = Buffer.from(`tocsin/v1 trial\n${made.body.id}\n${nonce}\n`)
  const signature = armour(await signText(stranger, "tocsin-trial-v1", statement))
  assert.deepEqual(brief(await noor.desk("POST", trial, { nonce, signature })), wrong)
  assert.equal((await noor.desk("POST", trial, await noor.trial(made.body.id))).status, 204)

  const other = desk.browser()
  const asked = { kind: "passkey", ...phone.signIn(await other.asked()) }
  const signedIn = await other.desk<Me>("POST", "/sessions", asked)
  assert.equal(signedIn.status, 201)
  assert.equal(signedIn.body.id, noor.me?.id)
  assert.deepEqual(brief(await other.desk("POST", "/sessions", asked)), wrong, "sent twice")
  phone.counter = 0
  const copied = { kind: "passkey", ...phone.signIn(await other.asked()) }
  assert.deepEqual(brief(await other.desk("POST", "/sessions", copied)), wrong)
})

test("a passkey that nobody knows, another door's, or one that did not ask its owner is the same wrong answer", async () => {
  const known = authenticator()
  assert.equal((await noor.desk("POST", "/ways", known.register(await noor.asked()))).status, 201)
  const other = desk.browser()
  const send = async (answer: object) =>
    brief(await other.desk("POST", "/sessions", { kind: "passkey", ...answer }))
  assert.deepEqual(await send(authenticator().signIn(await other.asked())), wrong)
  const elsewhere = { ...(await other.asked()), origin: "http://evil.test" }
  assert.deepEqual(await send(known.signIn(elsewhere)), wrong)
  known.verifies = false
  assert.deepEqual(await send(known.signIn(await other.asked())), wrong)
  known.verifies = true
  assert.equal((await send(known.signIn(await other.asked()))).status, 201)
})

test("a passkey that did not ask its owner, or answered another question, is not registered", async () => {
  const phone = authenticator()
  phone.verifies = false
  const unasked = await noor.desk("POST", "/ways", phone.register(await noor.asked()))
  assert.deepEqual(brief(unasked), { status: 400, body: { problem: "wrong-key" } })
  const made = authenticator().register(await noor.asked())
  const { nonce } = await noor.challenge()
  const other = await noor.desk("POST", "/ways", { ...made, nonce })
  assert.deepEqual(brief(other), { status: 400, body: { problem: "wrong-key" } })
})

test("what would unlock the key is refused wherever in a body it stands", async () => {
  const phone = authenticator()
  const sent = phone.signIn(await noor.asked())
  const results = { prf: { results: { first: "AAAA" } } }
  const leaking = { ...sent, credential: { ...sent.credential, clientExtensionResults: results } }
  const answer = await desk.browser().desk("POST", "/sessions", { kind: "passkey", ...leaking })
  assert.deepEqual(brief(answer), { status: 400, body: { problem: "unlock-secret" } })
})

test("a request that writes without the desk's own header is nobody's", async () => {
  const answer = await noor.desk("POST", "/channels", {}, { "x-tocsin": "" })
  assert.deepEqual(brief(answer), { status: 401, body: { problem: "sign-in" } })
})

test("two ways are always left; a third may go, and signs nobody in any more", async () => {
  const mine = async () =>
    ((await noor.desk<Me>("GET", "/me")).body.ways ?? []).filter((w) => w.verified)
  const id = await noor.addWords()
  const words = noor.words.at(-1)
  assert.ok((await mine()).length > 2)
  const lost = desk.browser()
  assert.equal((await lost.desk("POST", "/sessions", await noor.login(words))).status, 201)
  assert.equal((await noor.desk("DELETE", `/ways/${id}`)).status, 204)
  assert.equal((await lost.desk("GET", "/me")).status, 401, "a lost device is signed out at once")
  assert.equal((await noor.desk("GET", "/me")).status, 200)
  assert.deepEqual(
    brief(await desk.browser().desk("POST", "/sessions", await noor.login(words))),
    wrong,
  )
  for (const way of (await mine()).slice(2)) {
    assert.equal((await noor.desk("DELETE", `/ways/${way.id}`)).status, 204)
  }
  const [one] = await mine()
  const refused = await noor.desk("DELETE", `/ways/${one?.id}`)
  assert.deepEqual(brief(refused), { status: 409, body: { problem: "needs-two-ways" } })
  assert.equal((await mine()).length, 2)
})

test("a finished key is made once", async () => {
  const key = { recipient: noor.keys?.recipient, vk: noor.keys?.sign.vk }
  const again = await noor.desk("PUT", "/key", key)
  assert.deepEqual(brief(again), { status: 409, body: { problem: "already-done" } })
})

test("a question is good for two minutes", async () => {
  const login = await noor.login(undefined, 121_000)
  await desk.push(121_000) // the time that was signed is right now; only the question is old
  assert.deepEqual(brief(await desk.browser().desk("POST", "/sessions", login)), wrong)
  const fresh = await noor.login()
  assert.equal((await desk.browser().desk("POST", "/sessions", fresh)).status, 201)
})
