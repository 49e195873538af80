import assert from "node:assert/strict"
import { press } from "../desk-visit.ts"
import { outsider } from "../outside.ts"
import type { Her } from "./her.ts"
import { act, day, fillRest, kept, type Play } from "./people.ts"
import { end, saysHowItGoes, willEnd } from "./year.ts"

/** Three people who did not investigate decide within the bounds of what was found, and both sides read it. */
export async function theDecision(cast: Play, lin: Her, code: string): Promise<void> {
  await cast.later(day)
  const page = await cast.at("Ito Sae", "outcome")
  await page.getByText("Panel: Ito Sae, Mara Lind and Kofi Mensah.").waitFor()
  await act(page, "Begin the decision")
  const dialog = page.getByRole("dialog")
  for (const [n, name] of [
    [1, /^6/],
    [2, /^T/],
  ] as const) {
    await press(page, `Decide the sanction, ${n}`)
    if (n === 1) {
      await dialog.getByText("The gravest finding allows 6 to 6.").waitFor()
      await dialog.getByRole("radio", { name: /^3/ }).check()
      await dialog.getByLabel("Reasons, as they will stand").fill("As found.")
      await dialog.getByText("Opens within the bounds of the matrix").waitFor()
      await cast.look(page, "story-sanction")
    }
    await dialog.getByRole("radio", { name }).check()
    await dialog
      .getByLabel("Reasons, as they will stand")
      .fill("The finding, and his power over her.")
    await dialog.getByRole("button", { name: "Decide the sanction" }).click()
    await dialog.waitFor({ state: "detached" })
    const mara = await cast.at("Mara Lind", "outcome")
    const said = n === 1 ? /^1\. Gao Ming.*: 6\. Summary dismissal/ : /^2\. Shen Hai.*: T\. /
    await mara.getByText(said).waitFor()
    if (n === 1) await cast.look(mara, "story-second-signature")
    await press(mara, "Sign too")
    await mara.getByRole("button", { name: "Sign too" }).waitFor({ state: "detached" })
    await cast.at("Ito Sae", "outcome")
  }
  for (const who of ["To the reporter", "To person named 1", "To person named 2"]) {
    await press(page, `Write: ${who}`)
    await dialog.waitFor()
    await fillRest(page, "as decided")
    await dialog.getByRole("button", { name: "It is sent" }).click()
    await dialog.waitFor({ state: "detached" })
  }
  await act(page, "Both sides are told")
  const record = await cast.record("Ito Sae")
  kept(record, "outcome", "duty:decision")
  assert.equal(record.life?.state, "OUTCOME_NOTIFIED")
  assert.deepEqual(
    record.life.respondents.map(({ sanction }) => [sanction?.level, sanction?.floor]),
    [
      [6, "incapacitated"],
      ["T", "touching"],
    ],
  )
  const letter = (await (await outsider(cast.base, code)).words()).at(-1) ?? ""
  assert.match(letter, /as decided/, "the outcome is in his mailbox")
  assert.doesNotMatch(letter, /Lin Yao|Shen Hai/)
  assert.ok(
    record.life.hands.investigated?.every((who) => !record.life?.hands.decided?.includes(who)),
  )
  await lin.comeBack()
  await lin.page
    .getByText("It is decided. The outcome is written to you in your messages.")
    .waitFor()
  await lin.sound()
}

/** Carried out while both could appeal; nobody does. Then: not taken on again, protection that is not needed any more ends, the year begins. */
export async function theRemedies(cast: Play, lin: Her): Promise<void> {
  await cast.later(4 * day)
  const page = await cast.at("Amina Bao")
  await willEnd(page, "M01")
  await cast.at("Amina Bao", "outcome")
  await act(page, "Note a remedy", { What: "leave", "What exactly": "The days since 28 July." })
  await act(page, "Grant: Leave given back", { Reasons: "They are yours." }, "Grant")
  await act(
    page,
    "It is done: Leave given back",
    { "What shows that it is done": "Pay slip." },
    "It is done",
  )
  for (const n of [1, 2])
    await act(
      page,
      `Note that it is carried out, ${n}`,
      { "What shows": "Signed papers." },
      "Note that it is carried out",
    )
  const early = page.getByRole("button", { name: "Everything is carried out" })
  assert.equal(await early.getAttribute("aria-disabled"), "true", "both can still appeal")
  kept(await cast.record("Amina Bao"), "duty:carried-out")
  await cast.at("Amina Bao", "outcome")
  await cast.look(page, "story-outcome")
  await cast.later(4 * day)
  await end(await cast.at("Amina Bao"), "M01")
  await saysHowItGoes(lin, 7)
  await cast.later(10 * day)
  await cast.at("Amina Bao", "outcome")
  await act(
    page,
    "Enter: no rehire, 1",
    {
      "Family name": "Gao",
      "Given name": "Ming",
      "Date of birth": "1984-03-02",
      "Clause of the policy": "4.2",
    },
    "Enter it",
  )
  await page.getByText(/not to be taken on again, since/).waitFor()
  await act(page, "Everything is carried out", { "What shows it": "Nobody appealed; all is done." })
  const { life } = await cast.record("Amina Bao")
  assert.equal(life?.state, "MONITORING")
  assert.equal(life.appeal.state, "EXPIRED")
}
