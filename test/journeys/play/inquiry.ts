import assert from "node:assert/strict"
import { press } from "../desk-visit.ts"
import { outsider } from "../outside.ts"
import type { Her } from "./her.ts"
import { act, day, hour, kept, type Play, shoot } from "./people.ts"
import { end, saysHowItGoes, willEnd } from "./year.ts"

const gao = "Gao Ming, head of buying"
const shen = "Shen Hai, client, Haiyue Markets"

/** AC-06 and AC-08: her choice, the client named as well, a plan within 48 hours, and notice to both once it is safe. */
export async function thePlan(cast: Play, lin: Her): Promise<void> {
  await lin.page.getByRole("radio", { name: /^An investigation/ }).check()
  await lin.page.getByText("Noted.").first().waitFor()
  const page = await cast.at("Amina Bao", "inquiry")
  for (const [who, standing] of [
    [gao, "employee"],
    [shen, "outsider"],
  ] as const) {
    await act(page, "Add a person named", {
      "Name, and what connects them to work": who,
      "What they are here": standing,
    })
    await page.getByRole("cell", { name: who }).first().waitFor()
  }
  for (const [against, conduct] of [
    ["1", "It is said that on 27 July, after a dinner, he went into her room."],
    ["2", "It is said that on 27 July, at the dinner, he touched her."],
  ] as const) {
    await act(page, "Add an allegation", {
      "Against whom": against,
      "What is said to have happened": conduct,
      "Clause of the policy": "4.2",
    })
    await page.getByRole("cell", { name: conduct }).waitFor()
  }
  await act(page, "Approve the plan", {
    "Standard of proof": "high-probability",
    "What is agreed with the police": "They hear the hotel staff first.",
    "*": "As in the terms of reference.",
  })
  await page.getByText(/^Approved .*high probability/i).waitFor()
  await page.getByText("They hear the hotel staff first.").waitFor()
  await cast.at("Amina Bao")
  await press(page, "Write the plan")
  const dialog = page.getByRole("dialog")
  await dialog.getByRole("textbox").first().fill("Orla Finch hears you first; you choose where.")
  await dialog.getByRole("button", { name: "Send the plan" }).click()
  await dialog.waitFor({ state: "detached" })
  const record = await cast.record("Amina Bao")
  kept(record, "plan")
  assert.deepEqual(
    record.life?.roles.flatMap(({ role, person }) =>
      role === "investigator" ? [record.names[person]] : [],
    ),
    ["Orla Finch"],
    "somebody from outside investigates a manager",
  )
  assert.equal(record.life?.plan?.standard, "high-probability")
  await lin.comeBack()
  await lin.page.getByText("An investigation is planned.").waitFor()
}

/** The first person named gets a mailbox: its code stands on paper, and before notice it says nothing of the case. */
async function aMailbox(cast: Play): Promise<string> {
  const page = await cast.at("Amina Bao", "inquiry")
  const dialog = page.getByRole("dialog")
  await press(page, "Open a mailbox")
  await dialog.getByLabel("For whom").selectOption({ label: `Person named 1: ${gao}` })
  await dialog.getByRole("button", { name: "Make the code" }).click()
  await dialog.getByText("It is shown once.").waitFor()
  const code = (await dialog.locator(".fingerprint").innerText()).trim()
  await dialog.getByRole("button", { name: "I have it on paper" }).click()
  await page.getByText("still has the code that we gave").waitFor()
  assert.deepEqual(await (await outsider(cast.base, code)).words(), [])
  return code
}

/** The notice to each, by the investigator from outside, one to a mailbox of his own; then the investigation begins. Gives the code of the mailbox. */
export async function theNotice(cast: Play): Promise<string> {
  await cast.later(day)
  await willEnd(await cast.at("Amina Bao"), "M02")
  const code = await aMailbox(cast)
  const page = await cast.at("Orla Finch", "inquiry")
  for (const n of [1, 2]) {
    await act(page, `Give notice, ${n}`, { "*": "As the policy says." }, "I have given it")
    await page.getByRole("button", { name: `Give notice, ${n}` }).waitFor({ state: "detached" })
  }
  await act(page, "Begin the investigation")
  const record = await cast.record("Orla Finch")
  kept(record, "duty:notice-1", "duty:notice-2", "duty:inquiry-begun")
  assert.equal(record.life?.state, "INVESTIGATING")
  await cast.look(await cast.at("Orla Finch", "inquiry"), "story-inquiry-begun")
  const notice = (await (await outsider(cast.base, code)).words()).join("\n")
  assert.match(notice, /It is said that on 27 July, after a dinner, he went into her room/)
  assert.doesNotMatch(notice, /Lin Yao|Shen Hai|at the dinner, he touched/, "what is said of him")
  return code
}

/** Both sides and a witness are heard in their own words and hear them read back; then both see the draft of the facts. */
export async function theInterviews(cast: Play, lin: Her, code: string): Promise<void> {
  await cast.later(5 * day)
  const amina = await cast.at("Amina Bao")
  await end(amina, "M02")
  await act(amina, "M01: Look at it again", { "What you found": "It holds." }, "Look at it again")
  await cast.later(4 * hour)
  await saysHowItGoes(lin, 7)
  await lin.page
    .getByRole("button", { name: /^I don’t need this any more: A safe way home/ })
    .click()
  const page = await cast.at("Orla Finch", "inquiry")
  for (const who of ["affected", "respondent 1", "respondent 2", "witness"])
    await act(page, "Note an interview", {
      Who: who,
      "The account, in their own order": "What they saw, in their own words.",
    })
  await act(page, "Note the read-back", {
    Who: "affected",
    "What they said when it was read back": "corrected",
    "The correction, as an addition": "The lift, not the stairs.",
  })
  const his = await outsider(cast.base, code)
  assert.equal(await his.act("answer.given", { n: 1 }, "I brought her to the door."), 204)
  const region = page.getByRole("region", { name: "Mailboxes of other people" })
  await region.getByText("1 unread").waitFor()
  await region.getByRole("button", { name: /^Read and write/ }).click()
  await page.getByRole("dialog").getByText("I brought her to the door.").waitFor()
  await shoot(page, "story-his-answer")
  await page.keyboard.press("Escape")
  await page.getByRole("dialog").waitFor({ state: "detached" })
  await act(
    page,
    "Note the written answer, 2",
    { "The answer": "I see it differently." },
    "Note the written answer",
  )
  await act(page, "Open the time to comment", {
    "Draft of the facts": "The key card log shows four entries.",
  })
  await act(page, "Note a comment", { Who: "affected", "The comment": "It is right." })
  await page.getByText("Person named 1 was heard · Orla Finch").waitFor()
  await cast.look(page, "story-comments")
  const { life } = await cast.record("Orla Finch")
  assert.equal(life?.state, "PARTIES_COMMENT")
  assert.deepEqual(
    life.heard.map(({ who }) => who),
    ["affected", "respondent 1", "respondent 2", "witness 1"],
  )
  assert.ok((life.comment?.ends ?? 0) >= (life.comment?.opened ?? 0) + 7 * day - hour)
  await lin.comeBack()
  await lin.page
    .getByText("Both sides can say something to the facts that were found so far.")
    .waitFor()
  await lin.sound()
}

/** A finding for each allegation, with evidence and the standard; somebody who did not investigate checks it. */
export async function theFindings(cast: Play): Promise<void> {
  await cast.later(7 * day + 20 * hour)
  const amina = await cast.at("Amina Bao")
  await act(amina, "M01: Look at it again", { "What you found": "It holds." }, "Look at it again")
  const page = await cast.at("Orla Finch", "inquiry")
  for (const [n, grade] of [
    [1, "incapacitated"],
    [2, "touching"],
  ] as const)
    await act(
      page,
      `Record a finding, ${n}`,
      {
        "What kind of breach it was": grade,
        "Pieces of evidence it rests on": "E1, E4",
        "How it was weighed, for each side":
          "The log and two witnesses; his account is not borne out.",
      },
      "Record a finding",
    )
  await act(page, "Hand the findings to the panel")
  assert.match(
    await page.getByRole("button", { name: "Check the findings" }).locator("..").innerText(),
    /Opens for/,
    "nobody checks what they investigated",
  )
  await shoot(page, "story-findings")
  const ito = await cast.at("Ito Sae", "inquiry")
  await act(ito, "Check the findings", {
    "What was checked": "Each has evidence and the standard.",
  })
  kept(await cast.record("Ito Sae"), "duty:inquiry", "duty:findings", "duty:quality")
}
