import { expect, type Locator } from "@playwright/test"

/** Opens what is folded, unless it stands open, by keyboard; what a fold holds can be used then. @param details the fold */
export async function unfold(details: Locator): Promise<void> {
  const summary = details.locator("summary").first()
  await expect(summary).toBeVisible()
  if ((await details.getAttribute("open")) === null) {
    await summary.focus()
    await summary.press("Enter")
  }
  await expect(details).toHaveAttribute("open")
}
