import { createHash } from "node:crypto"
import { idOf, type PersonId } from "#core/ids.ts"
import { after, day } from "#core/time.ts"
import { enterNoRehire } from "#server/rehire/enter.ts"
import { atomically } from "#server/runtime.ts"
import type { Invited } from "#wire/person.ts"
import type { Me } from "#wire/session.ts"
import type { Asked, CentralTasks, IdentityTyped, RecruiterChecks } from "#wire/rehire.ts"
import { Browser } from "../desk-browser.ts"
import type { World } from "../world.ts"

/** Somebody who is not taken on again, in two spellings; fictional. */
export const guMin = { family: "Gu", given: "Min", born: "1981-02-03" }
export const guMinHan = { family: "顾", given: "敏", born: "1981-02-03" }
/** The code in that person's letter and in the case's paper. */
export const reference = "7F3KQ2M9XW4T8B1C"

/** A central desk of two, and a recruiter who came in by their invitation like anybody. */
export async function withCentralDesk(w: World) {
  for (const name of ["sam", "ravi"]) await mustPatch(w, w.person(name).id, { centralDesk: true })
  const { id: rita } = await w.json<{ id: string }>("/desk/api/people", {
    method: "POST",
    as: "noor",
    body: JSON.stringify({
      ...{ name: "Rita Moss", email: "rita@lantern.example", title: "Recruiter" },
      ...{ outside: false, board: false, language: "en" },
    }),
  })
  await mustPatch(w, rita, { recruiter: true })
  const browser = await joined(w, rita)
  return {
    rita,
    browser,
    ask: (who: IdentityTyped | object) => browser.desk<Asked>("POST", "/recruiter-checks", who),
    /** After the clock was pushed past a session. */
    again: async () => {
      const { status } = await browser.desk("POST", "/sessions", await browser.login())
      if (status !== 201) throw new Error(`signing in again: ${status}`)
    },
    mine: async () => (await browser.desk<RecruiterChecks>("GET", "/recruiter-checks")).body,
    tasks: (as: string) => w.json<CentralTasks>("/desk/api/central-desk", { as }),
    say: (as: string, path: string, word: string) =>
      w.request(`/desk/api/central-desk/${path}`, {
        ...{ method: "PUT", as, body: JSON.stringify({ word }) },
      }),
  }
}

/** Writes an entry as the act of a case will: decided by two, told, and past its appeal. */
export function enter(w: World, more: Partial<Parameters<typeof enterNoRehire>[1]> = {}) {
  const [one, other] = ["orla", "ito"].map((name) => idOf<PersonId>(w.person(name).id))
  return atomically(w.runtime, w.org, (tx) =>
    enterNoRehire(tx, {
      standing: "respondent",
      forms: [guMin, guMinHan, { ...guMin, number: "310101198102030022" }],
      referenceHash: createHash("sha256").update(reference).digest("hex"),
      legalEntity: "Lantern Group",
      basisClause: "4.2",
      findingLevel: 6,
      decidedBy: [one ?? idOf(""), other ?? idOf("")],
      decidedAt: after(tx.now, -30 * day),
      toldAt: after(tx.now, -29 * day),
      contestUntil: after(tx.now, 30 * day),
      appealState: "none",
      ...more,
    }),
  )
}

async function joined(w: World, person: string): Promise<Browser> {
  const made = await w.json<Invited>("/desk/api/invitations", {
    ...{ method: "POST", as: "noor", body: JSON.stringify({ person, send: false }) },
  })
  const browser = new Browser(async (path, init) => w.served.app.request(path, init), w.runtime)
  const token = made.link.split("#")[1] ?? ""
  const { body } = await browser.desk<Me>("POST", "/joining", undefined, {
    "x-tocsin-token": token,
  })
  browser.me = body
  await browser.makeKey()
  return browser
}

async function mustPatch(w: World, id: string, change: object): Promise<void> {
  const answer = await w.request(`/desk/api/people/${id}`, {
    ...{ method: "PATCH", as: "noor", body: JSON.stringify(change) },
  })
  if (answer.status !== 204) throw new Error(`${answer.status} ${await answer.text()}`)
}
