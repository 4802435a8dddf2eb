import type { Page } from "@playwright/test"
import { eq } from "drizzle-orm"
import { database } from "@/db/client"
import { company as companies, users } from "@/db/schema"
import { signIn } from "@/e2e/support/portal"
import { makeActor } from "@/test/factories"
import { inChromium } from "./chromium"
import type { BenchCompany } from "./company"
import { durations, report } from "./report"

const lines = 10_000
const runs = 3

/**
 * A document of ten thousand lines in Chromium, from the click, or the address, to what it shows: Create Purchase Invoice from OK to
 * ready, its draft opened until its form has its keys, one line saved, and its posting previewed.
 */
export async function benchLongDocument(url: string, company: BenchCompany): Promise<void> {
  const { companyId } = company
  const { userId } = await makeActor(companyId, "order_processor", "purchasing_manager")
  const [[user], [own]] = await Promise.all([
    database().select().from(users).where(eq(users.id, userId)),
    database().select().from(companies).where(eq(companies.id, companyId)),
  ])
  const home = `/${own!.slug}`
  const taken = new Map<string, number[]>()
  await inChromium(async browser => {
    const context = await browser.newContext({ baseURL: url, locale: "en-GB" })
    await signIn(context, user!.email as `${string}@${string}`)
    const page = await context.newPage()
    page.setDefaultTimeout(120_000)
    const timed = async (job: string, run: () => Promise<unknown>) => {
      const since = performance.now()
      await run()
      taken.set(job, [...(taken.get(job) ?? []), performance.now() - since])
    }
    for (let run = 0; run < runs; run++) {
      await page.goto(`${home}/sales-invoices/${await company.sell(lines)}/create-purchase-invoice`)
      await page.locator('input[name="vendorNo"]:checked:focus').waitFor()
      const open = page.getByRole("link", { name: /^Open IF/ })
      await timed("ok_to_ready", async () => {
        await page.getByRole("button", { name: "OK" }).click()
        await open.waitFor()
      })
      const draft = await open.getAttribute("href")
      await timed("open_draft", async () => {
        await page.goto(draft!)
        await page.getByRole("grid").waitFor()
      })
      await changeFirstQuantity(page)
      await timed("save_draft", async () => {
        await page.getByRole("button", { name: /^Save(?! with)/ }).click()
        await page.getByText("Saved.").waitFor()
      })
      await timed("preview_posting", async () => {
        await page.getByRole("link", { name: "Preview Posting" }).click()
        await page.getByRole("heading", { level: 1, name: /Preview/ }).waitFor()
      })
    }
  })
  for (const [job, values] of taken) report({ system: "inkoop", job, lines, ...durations(values) })
}

async function changeFirstQuantity(page: Page): Promise<void> {
  const quantity = page.locator('input[name$=".quantity"]').first()
  await quantity.focus()
  await page.keyboard.press("Control+A")
  await page.keyboard.type("77")
  await page.keyboard.press("Tab")
}
