import { expect, type Locator, type Page } from "@playwright/test"

/** How often Tab is pressed before what is looked for counts as out of reach. */
const FAR = 150

/** Goes by Tab, and nothing else, to a control. */
export async function tabTo(page: Page, control: Locator): Promise<void> {
  await expect(control).toBeVisible()
  for (let pressed = 0; pressed < FAR; pressed++) {
    if (await control.evaluate(element => element === document.activeElement)) return
    await page.keyboard.press("Tab")
  }
  throw new Error(`${control} is not reached by ${FAR} times Tab`)
}

/** Goes to a link, button or field and does what Enter does there. */
export async function enterOn(page: Page, control: Locator): Promise<void> {
  await tabTo(page, control)
  await page.keyboard.press("Enter")
}

/** Goes to a field and types into it. */
export async function typeInto(page: Page, control: Locator, text: string): Promise<void> {
  await tabTo(page, control)
  await page.keyboard.press("Control+a")
  await page.keyboard.type(text)
}
