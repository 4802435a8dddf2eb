import type { Page } from "@playwright/test"
import { kolkwijk } from "@/db/demo/landmarks"
import { type people, signIn } from "@/e2e/support/portal"
import { inChromium } from "./chromium"
import { durations, report } from "./report"

const runs = 60
const warmUps = 5
const lines = 10

/** From the click on OK to "is ready" on the page, in the browser, for an invoice of about ten lines. */
export async function benchClickToReady(url: string): Promise<void> {
  await inChromium(async browser => {
    const context = await browser.newContext({ baseURL: url, locale: "en-GB" })
    await signIn(context, "processor" satisfies keyof typeof people)
    const page = await context.newPage()
    const taken: number[] = []
    for (let run = -warmUps; run < runs; run++) {
      const took = await clickToReady(page)
      if (run >= 0) taken.push(took)
    }
    report({ system: "inkoop", job: "click_to_ready", lines, ...durations(taken) })
  })
}

async function clickToReady(page: Page): Promise<number> {
  await page.goto(`/${kolkwijk.slug}/sales-invoices/${kolkwijk.salesInvoices.example}/create-purchase-invoice`)
  const ok = page.getByRole("button", { name: "OK" })
  await ok.waitFor()
  // The page is ready to be used once the script has given the vendor the focus.
  await page.locator('input[name="vendorNo"]:checked:focus').waitFor()
  return ok.evaluate(
    button =>
      new Promise<number>(resolve => {
        const since = performance.now()
        const watch = new MutationObserver(() => {
          if (!/Purchase Invoice \S+ is ready/.test(document.body.innerText)) return
          watch.disconnect()
          requestAnimationFrame(() => resolve(performance.now() - since))
        })
        watch.observe(document.body, { childList: true, subtree: true, characterData: true })
        ;(button as HTMLButtonElement).click()
      }),
  )
}
