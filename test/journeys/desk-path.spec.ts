import assert from "node:assert/strict"
import { test } from "node:test"
import { company, press, sound } from "./desk-visit.ts"

const it = company()

test("a proposed path is withdrawn by who proposed it, and refused by a second person; its edits stay, and the one in force goes on", async () => {
  await using tang = await it.visit("/desk/paths")
  const { page } = tang
  await it.signIn(page, "Tang Rui")
  await page.getByText(/^Version 1 is in force since/).waitFor()
  await press(page, "Take Ren Tao off")
  await page.getByText("Saved.", { exact: true }).waitFor()
  await press(page, "Ask for the second signature")
  await page.getByText("Opens when somebody else signs: you proposed it.").waitFor()
  await page.getByText("No longer on it: Ren Tao.").waitFor()
  assert.equal(await page.getByRole("button", { name: /^Take .* off$/ }).count(), 0, "it is closed")
  await sound(page, "path-proposed")

  // A keyholder looks at every name and has the last question before them.
  await using amina = await it.visit("/desk/paths", 390)
  const other = amina.page
  await it.signIn(other, "Amina Bao")
  await other.getByText("Version 2 is proposed by Tang Rui").waitFor()
  assert.equal(await other.getByRole("button", { name: "Withdraw the proposal" }).count(), 0)
  await press(other, "Sign as the second person")
  const dialog = other.getByRole("dialog", { name: "Sign version 2" })
  await dialog.getByText("Kofi Mensah").waitFor()

  await press(page, "Withdraw the proposal")
  await page.getByText("Withdrawn. It is a draft again.").waitFor()
  await page.getByRole("button", { name: "Take Su Ran off" }).waitFor()
  assert.equal(await page.getByRole("button", { name: "Take Ren Tao off" }).count(), 0)
  await page.getByText("Draft of version 2. Version 1 is in force").waitFor()
  // The question is gone from under the hands of who was about to sign, and they are told.
  await other.getByText("Withdrawn. It is a draft again.").waitFor()
  await dialog.waitFor({ state: "detached" })
  await other.getByText("Draft of version 2.").waitFor()
  assert.equal(await other.getByRole("button", { name: "Sign as the second person" }).count(), 0)

  // Another administrator, who will not have it, sends it back.
  await press(page, "Ask for the second signature")
  await page.getByText("Opens when somebody else signs: you proposed it.").waitFor()
  await page.getByRole("link", { name: "People", exact: true }).click()
  await press(page, "Change: Su Ran")
  await page.getByRole("checkbox", { name: /^Administrator/ }).check()
  await press(page, "Save")
  await page.getByRole("dialog").waitFor({ state: "detached" })
  await page.getByRole("link", { name: "Path", exact: true }).click()
  await page.getByText("Opens when somebody else signs: you proposed it.").waitFor()
  await using su = await it.visit("/desk/paths")
  await it.signIn(su.page, "Su Ran")
  await su.page.getByRole("button", { name: "Sign as the second person" }).waitFor()
  await press(su.page, "Withdraw the proposal")
  await su.page.getByText("Withdrawn. It is a draft again.").waitFor()
  await page.getByRole("button", { name: "Ask for the second signature" }).waitFor()
})
