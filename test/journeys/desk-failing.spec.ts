import { randomUUID } from "node:crypto"
import { test } from "node:test"
import { idOf, type OrgId } from "#core/ids.ts"
import { atomically } from "#server/runtime.ts"
import { company, sound } from "./desk-visit.ts"

const it = company()
const failing = "Part of the system keeps failing."

test("a timer that keeps failing stands in the strip of an administrator, and of nobody else", async () => {
  await using admin = await it.visit("/desk/people")
  await it.signIn(admin.page, "Tang Rui")
  await using amina = await it.visit("/desk/now")
  await it.signIn(amina.page, "Amina Bao")
  await admin.page.getByRole("heading", { name: "People" }).waitFor()
  await amina.page.getByText("On call now").waitFor()

  // A step of an alert that is not there: it cannot be answered, however often.
  const subject = randomUUID()
  const { runtime } = it.demo
  const { rows } = await runtime.pool.query<{ org: string }>(
    "select organisation_for('localhost') as org",
  )
  const org = idOf<OrgId>(rows[0]?.org ?? "")
  await atomically(runtime, org, ({ client }) =>
    client.query(
      "insert into timer (subject, kind, org_id, due_at, tries) values ($1, 'step', $2, tocsin_now(), 2)",
      [subject, org],
    ),
  )
  await admin.page.getByText(failing).waitFor()
  await sound(admin.page, "failing")
  await amina.page.getByText(failing).waitFor({ state: "detached" })
})
