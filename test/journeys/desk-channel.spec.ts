import assert from "node:assert/strict"
import { test } from "node:test"
import type { Page } from "playwright-core"
import { trustedCertificate } from "../servers/certificate.ts"
import { startPush } from "../servers/push.ts"
import { startRobots } from "../servers/robots.ts"
import { company, press, sound } from "./desk-visit.ts"
import { drawn } from "./drawn.ts"

const it = company()

test("the worker runs under the page's own rules, and says that a push arrived", async () => {
  await using su = await it.visit("/desk/me")
  const { page, context } = su
  const origin = it.base
  await context.grantPermissions(["notifications"], { origin })
  await it.signIn(page, "Su Ran")
  await page.getByLabel("Kind").selectOption("push")
  // No push service is reached from a test; what comes before it is the worker, under the page's own rules.
  await press(page, "Ring this browser")
  const scope = `${origin}/desk/`
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => null))
  const session = await context.newCDPSession(page)
  const registrations = new Promise<string>((found) => {
    session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const mine = registrations.find(({ scopeURL }) => scopeURL === scope)
      if (mine) found(mine.registrationId)
    })
  })
  await session.send("ServiceWorker.enable")
  const data = JSON.stringify({ v: 1, id: "0".repeat(32), ref: "7Q2MXK", lang: "en", text: "-" })
  const registrationId = await registrations
  const told = new Promise<string | null>((found) => {
    context.on("request", (request) => {
      if (request.url() === `${origin}/desk/api/deliveries`) found(request.postData())
    })
  })
  await session.send("ServiceWorker.deliverPushMessage", { origin, registrationId, data })
  assert.deepEqual(JSON.parse((await told) ?? ""), { id: "0".repeat(32) })
})

test("a browser that may not or cannot be rung says why, and what was typed stays; where it can, it is added and answers its test", async () => {
  await using push = await startPush(it.demo.runtime.vapid.publicKey, trustedCertificate())
  await using su = await it.visit("/desk/me")
  const { page, context } = su
  await it.signIn(page, "Su Ran")
  await page.getByLabel("E-mail address").fill("su.ran@elsewhere.example")
  await page.getByLabel("Kind").selectOption("push")
  await press(page, "Ring this browser")
  await page.getByText("The browser did not allow it.").waitFor()
  await context.grantPermissions(["notifications"], { origin: it.base })
  // The real browser, which reaches no push service here.
  await press(page, "Ring this browser")
  await page.getByText("The browser's own push service did not answer.").waitFor()
  await sound(page, "push-failed")
  await page.getByLabel("Kind").selectOption("email")
  assert.equal(await page.getByLabel("E-mail address").inputValue(), "su.ran@elsewhere.example")
  const rows = page.locator(".channels > li")
  await drawn(rows, 3, "what failed left no channel behind")

  // From here on the browser's own step is stood in for: a push service of this machine has taken it.
  const { name, address } = push.subscribe()
  await page.evaluate(subscribedAt, address)
  await page.getByLabel("Kind").selectOption("push")
  await press(page, "Ring this browser")
  const row = rows.filter({ hasText: "This browser" })
  await row.getByRole("button", { name: "Send a test: This browser" }).click()
  await row.getByLabel("Code from the message").waitFor()
  await sound(page, "push-code")
  await until(() => push.pushes.length > 0)
  const [{ subscription, payload } = { subscription: "", payload: undefined }] = push.pushes
  assert.equal(subscription, name)
  assert.ok(payload?.ref, "the push brings the code, sealed to this browser")
  await typeCode(page, payload.ref)
  await row.getByText(/answered a test/).waitFor()
  await press(page, "Remove: This browser")
  await sound(page, "push-remove")
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click()
  await row.waitFor({ state: "detached" })
})

test("a web address of one's own is added, tested with its code, ready, and removed", async () => {
  await using robots = await startRobots(trustedCertificate())
  await using su = await it.visit("/desk/me")
  const { page } = su
  await it.signIn(page, "Su Ran")
  await page.getByLabel("Kind").selectOption("webhook")
  const field = page.getByLabel("Address that begins with https://")
  await field.fill("http://robot.example/hook")
  await press(page, "Add it")
  await page.getByText("This does not look right.").waitFor()
  assert.equal(await field.inputValue(), "http://robot.example/hook", "what was typed stays")
  await sound(page, "webhook-wrong")
  await field.fill(robots.address("feishu"))
  await press(page, "Add it")
  const row = page.locator(".channels > li").filter({ hasText: "Your own address on the web" })
  await row.getByText("not tested").waitFor()
  await row.getByRole("button", { name: /^Send a test/ }).click()
  await row.getByLabel("Code from the message").waitFor()
  await sound(page, "webhook-code")
  await until(() => robots.said.length > 0)
  const code = /[0-9A-HJKMNP-TV-Z]{6}/.exec(robots.said[0]?.text ?? "")?.[0] ?? ""
  await typeCode(page, code === "000000" ? "111111" : "000000")
  await row.getByText(/^That is not the code/).waitFor()
  await typeCode(page, code.toLowerCase())
  await row.getByText(/answered a test/).waitFor()
  await sound(page, "webhook-ready")
  await row.getByRole("button", { name: /^Remove/ }).click()
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click()
  await row.waitFor({ state: "detached" })
})

test("a person chooses the language in which messages reach them; the desk keeps its own", async () => {
  await using tang = await it.visit("/desk/me")
  const { page } = tang
  await it.signIn(page, "Tang Rui")
  const choice = page.getByLabel("Messages reach you in")
  assert.equal(await choice.inputValue(), "en")
  await page.route("**/desk/api/me", (route) => route.abort())
  await choice.selectOption("zh")
  await page
    .getByRole("region", { name: "How you are rung" })
    .getByRole("alert")
    .getByText("No connection")
    .waitFor()
  assert.equal(await choice.inputValue(), "en", "what was not kept is not shown as kept")
  await page.unrouteAll()
  await choice.selectOption("zh")
  await page.getByText("Saved. The next message comes in it.").waitFor()
  await sound(page, "message-language")
  await page.getByLabel("E-mail address").fill("tang.rui@home.example")
  await press(page, "Add it")
  const row = page.locator(".channels > li").filter({ hasText: "tang.rui@home.example" })
  await row.getByRole("button", { name: /^Send a test/ }).click()
  const code = await it.demo.sink.code("email", "tang.rui@home.example")
  const mail = it.demo.sink.arrived.find((one) => one.code === code)
  assert.match(mail?.text ?? "", /\p{Script=Han}/u, "the very next message is in it")
  await page.getByRole("heading", { name: "How you are rung" }).waitFor()
})

async function typeCode(page: Page, code: string): Promise<void> {
  await page.getByLabel("Code from the message").fill(code)
  await press(page, "Check the code")
}

async function until(so: () => boolean): Promise<void> {
  const end = Date.now() + 10_000
  while (!so()) {
    assert.ok(Date.now() < end, "it came in time")
    await new Promise((done) => setTimeout(done, 20))
  }
}

/** In the page: its push service has taken the browser's key and given this address. */
function subscribedAt(address: string): void {
  const subscription = { toJSON: () => JSON.parse(address) as unknown }
  Object.assign(PushManager.prototype, {
    subscribe: () => Promise.resolve(subscription),
    getSubscription: () => Promise.resolve(subscription),
  })
}
