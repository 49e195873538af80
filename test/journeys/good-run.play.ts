import { after, before, test } from "node:test"
import type { Browser } from "playwright-core"
import { launch } from "../browser.ts"
import { company } from "./desk-visit.ts"
import { pass } from "./play/clock.ts"
import { her, raisesTheAlarm } from "./play/her.ts"
import { theFindings, theInterviews, theNotice, thePlan } from "./play/inquiry.ts"
import { theFirstDay, theFirstHour } from "./play/night.ts"
import { theDecision, theRemedies } from "./play/outcome.ts"
import { theCheckIns, theEnd, theErasure } from "./play/year.ts"
import { play, shoot } from "./play/people.ts"

const it = company()
let browser: Browser
before(async () => {
  browser = await launch()
})
after(() => browser.close())

const noon = Date.parse("2027-07-28T12:50:00+08:00")

test("the good run, from a hotel room to a case that is closed and kept", async () => {
  await pass(it.demo.runtime, noon - Date.now())
  await using lin = await her(browser, it.base, noon)
  await raisesTheAlarm(lin)
  await using cast = play(it)
  try {
    await theFirstHour(cast, lin)
    await theFirstDay(cast, lin)
    await thePlan(cast, lin)
    const code = await theNotice(cast)
    await theInterviews(cast, lin, code)
    await theFindings(cast)
    await theDecision(cast, lin, code)
    await theRemedies(cast, lin)
    await theCheckIns(cast, lin)
    await theEnd(cast, lin)
    await theErasure(cast, lin)
  } catch (error) {
    await shoot(lin.page, "stopped-her")
    await cast.stopped()
    throw error
  }
})
