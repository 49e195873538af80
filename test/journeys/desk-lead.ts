import type { Page } from "playwright-core"
import { press } from "./desk-visit.ts"

/** Opens the first case of the list and says that no tie holds. */
export async function openCase(page: Page): Promise<void> {
  await page.getByRole("row").getByRole("link").first().click()
  await press(page, "Open and take it")
  await page.getByRole("heading", { name: "Mailbox" }).waitFor()
  await press(page, "Say what ties I have")
  await page.getByRole("dialog").getByRole("button", { name: "None of these" }).click()
  await page.getByText("You said that no tie holds.").waitFor()
}

/** Gives the lead of the case that is shown. */
export async function lead(page: Page, name: string): Promise<void> {
  const dialog = page.getByRole("dialog")
  await press(page, "Give a part")
  await dialog.getByLabel("Part").selectOption("lead")
  await dialog.getByLabel("Who").selectOption({ label: name })
  await dialog.getByRole("button", { name: "Give a part" }).click()
  await page.getByText(`Case lead: ${name}`).waitFor()
}
