import type { Page } from "@playwright/test"

/**
 * Opens a page, and holds its scripts back until something was done on it as the server drew it.
 * @param address of the page
 */
export async function beforeScript(page: Page, address: string, act: () => Promise<void>): Promise<void> {
  let release = () => {}
  const released = new Promise<void>(resolve => {
    release = resolve
  })
  await page.route(/\/_next\/static\/.*\.js/, async route => {
    await released
    await route.continue()
  })
  await page.goto(address, { waitUntil: "commit" })
  await act()
  release()
}
