import type { Page } from "playwright-core"
import { invariant } from "#core/refusal.ts"
import { idOf, type OrgId, type PersonId } from "#core/ids.ts"
import type { Life } from "#core/life/life.ts"
import type { CaseRole } from "#core/life/role.ts"
import { atomically } from "#server/runtime.ts"
import { opaque } from "#server/secret.ts"
import { press, type Company, type Visit } from "./desk-visit.ts"

/** One case late in its life; the ways that lead there have tests of their own. */
export type LateCase = {
  readonly id: (name: string) => PersonId
  /** From now on the server knows this of the case; whatever is not named stays as it is. */
  readonly becomes: (life: Partial<Life>) => Promise<void>
  readonly life: () => Promise<Life>
  /** Somebody comes to it at the desk and opens it. */
  readonly opens: (name: string) => Promise<Visit>
  /** Somebody who has opened it comes back to one of its screens. */
  readonly comesTo: (name: string, screen?: string) => Promise<Visit>
}

/** Knows the people of the company by their names, and the life of one case. */
export async function lateCase(it: Company, caseId: string): Promise<LateCase> {
  const { demo } = it
  const { rows } = await demo.runtime.pool.query<{ org: string }>(
    "select organisation_for('localhost') as org",
  )
  const org = idOf<OrgId>(rows[0]?.org ?? "")
  const ids = new Map(
    await atomically(demo.runtime, org, async ({ sql }) => {
      const people = await sql.selectFrom("person").select(["name", "id"]).execute()
      return people.map(({ name, id }) => [name, idOf<PersonId>(id)] as const)
    }),
  )
  const idFor = (name: string) => {
    const id = ids.get(name)
    invariant(id, `${name} works here`)
    return id
  }
  const visit = async (name: string, screen = "") => {
    const shown = opaque(demo.runtime.secret, idFor(name), caseId)
    const one = await it.visit(`/desk/cases/${shown}${screen}`)
    await it.signIn(one.page, name)
    return one
  }
  return {
    id: idFor,
    comesTo: visit,
    opens: async (name) => {
      const one = await visit(name)
      await press(one.page, "Open and take it")
      await one.page.getByRole("heading", { name: /^Mailbox/ }).waitFor()
      return one
    },
    becomes: (life) =>
      atomically(demo.runtime, org, async ({ client }) => {
        await client.query(
          "update case_file set life = life || $2::jsonb, state = coalesce($3, state) where id = $1",
          [caseId, JSON.stringify(life), life.state ?? null],
        )
      }),
    life: () =>
      atomically(demo.runtime, org, async ({ client }) => {
        const found = await client.query<{ life: Life }>(
          "select life from case_file where id = $1",
          [caseId],
        )
        invariant(found.rows[0], "the case is there")
        return found.rows[0].life
      }),
  }
}

/** Parts of a case, held by people who said that no tie holds. */
export function parts(
  late: LateCase,
  ...held: readonly (readonly [CaseRole, string])[]
): Pick<Life, "roles" | "declared"> {
  return {
    roles: held.map(([role, name]) => ({ role, person: late.id(name), at: 0 })),
    declared: free(late, ...new Set(held.map(([, name]) => name))),
  }
}

/** People who said that no tie holds. */
export function free(late: LateCase, ...names: readonly string[]): Life["declared"] {
  return names.map((name) => ({
    ...{ person: late.id(name), at: 0, ties: [], waivedByAffected: null, waivedByWatch: null },
  }))
}

/** Types a code and opens what it holds. */
export async function comeWith(page: Page, code: string): Promise<void> {
  await page.locator(".typed-code").fill(code)
  await press(page, "Open")
}

/** Names somebody and gives them a mailbox of their own; the code is the one that the desk prints. */
export async function nameSomebody(page: Page, name: string): Promise<string> {
  const dialog = page.getByRole("dialog")
  await page.getByRole("link", { name: "Investigation", exact: true }).click()
  await press(page, "Add a person named")
  await dialog.getByLabel("Name, and what connects them to work").fill(name)
  await dialog.getByRole("button", { name: "Add a person named" }).click()
  await page.getByRole("cell", { name }).waitFor()
  await press(page, "Open a mailbox")
  await dialog.getByLabel("For whom").selectOption({ label: `Person named 1: ${name}` })
  await dialog.getByRole("button", { name: "Make the code" }).click()
  const code = (await dialog.locator(".fingerprint").innerText()).trim()
  await dialog.getByRole("button", { name: "I have it on paper" }).click()
  await page.getByText("still has the code that we gave").waitFor()
  return code
}
