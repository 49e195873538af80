import assert from "node:assert/strict"
import { test } from "node:test"
import { company, press } from "./desk-visit.ts"

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
