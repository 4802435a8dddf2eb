import { type BrowserContext, expect, test } from "@playwright/test"
import { closeDatabase } from "@/db/client"
import { languageFacts } from "@/language/language"
import { makeItem, makeVendor } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { type Member, type OwnCompany, ownCompany, ownUser } from "./support/own-company"
import { signIn } from "./support/portal"

test.afterAll(() => closeDatabase())

const texts = {
  en: {
    list: "Select all purchase invoices of this page",
    one: (no: string) => `Select ${no}`,
    post: "Post",
    question: "Post 3 documents?",
    notReviewed: "Not reviewed3",
    unreviewed: "Post the 3 that nobody has reviewed as well",
    again: "Load again",
    result: "2 of 3 documents posted, 1 refused.",
    nothing: "There is nothing to post. Add a line with a quantity.",
    posted: "Posted",
    refused: "Refused",
    outcome: "Result",
    filter: "Search",
    told: /Batch \d+ has finished: 2 of 3 documents posted, 1 refused/,
    notifications: "Notifications",
    batchPost: "Batch Post",
    batches: "Posted Batches",
    finished: "Finished",
  },
  nl: {
    list: "Alle inkoopfacturen van deze pagina selecteren",
    one: (no: string) => `${no} selecteren`,
    post: "Boeken",
    question: "3 documenten boeken?",
    notReviewed: "Niet gecontroleerd3",
    unreviewed: "Ook de 3 boeken die niemand heeft gecontroleerd",
    again: "Opnieuw laden",
    result: "2 van 3 documenten geboekt, 1 geweigerd.",
    nothing: "Er is niets te boeken. Voeg een regel met een aantal toe.",
    posted: "Geboekt",
    refused: "Geweigerd",
    outcome: "Resultaat",
    filter: "Zoeken",
    told: /Batch \d+ is klaar: 2 van 3 documenten geboekt, 1 geweigerd/,
    notifications: "Meldingen",
    batchPost: "Batchboeken",
    batches: "Geboekte batches",
    finished: "Voltooid",
  },
} as const

/** A company with a manager and three drafts, of which the second has no line. */
async function company(): Promise<{ company: OwnCompany; manager: Member; nos: string[] }> {
  const own = await ownCompany("Stapelwerk")
  const manager = await ownUser(own, "Mia Manager", "purchasing_manager")
  const [vendor, item] = [await makeVendor(own.id), await makeItem(own.id)]
  const nos: string[] = []
  for (const quantities of [["1"], [], ["2", "3"]]) {
    const lines = quantities.map(quantity => ({ no: item.no, quantity, price: "12.50" }))
    nos.push(await makePurchaseInvoice(manager.actor, vendor.no, lines))
  }
  return { company: own, manager, nos }
}

for (const { language, javaScriptEnabled } of [
  { language: "en", javaScriptEnabled: true },
  { language: "nl", javaScriptEnabled: true },
  { language: "nl", javaScriptEnabled: false },
] as const) {
  const t = texts[language]

  test(`drafts are chosen, posted one after the other, and each says what came of it, ${language}${
    javaScriptEnabled ? "" : " without JavaScript"
  }`, async ({ browser }) => {
    const { company: own, manager, nos } = await company()
    const context: BrowserContext = await browser.newContext({
      javaScriptEnabled,
      locale: languageFacts[language].locale,
    })
    await signIn(context, manager.email)
    const page = await context.newPage()
    const list = `/${own.slug}/purchase-invoices`
    await page.goto(list)
    if (javaScriptEnabled) await page.getByRole("checkbox", { name: t.list }).check()
    else for (const no of nos) await page.getByRole("checkbox", { name: t.one(no) }).check()
    await page.getByRole("button", { name: t.batchPost, exact: true }).click()

    await expect(page.getByRole("heading", { level: 1, name: t.question })).toBeVisible()
    await expect(page.locator("dl.facts > div").filter({ hasText: t.notReviewed })).toBeVisible()
    await page.getByRole("checkbox", { name: t.unreviewed }).check()
    await page.getByRole("button", { name: t.post, exact: true }).click()
    await page.waitForURL(/\/batch-postings\/\d+$/)

    await expect(async () => {
      const again = page.getByRole("link", { name: t.again })
      if (!javaScriptEnabled && (await again.count()) > 0) await again.click()
      await expect(page.getByText(t.result)).toBeVisible(javaScriptEnabled ? undefined : { timeout: 500 })
    }).toPass()
    const row = (no: string) => page.getByRole("row").filter({ has: page.getByText(no, { exact: true }) })
    for (const no of [nos[0]!, nos[2]!]) {
      await expect(row(no).getByText(t.posted, { exact: true })).toBeVisible()
      const posted = row(no).getByRole("link", { name: /^GIF\d\d-\d{5}$/ })
      await expect(posted).toHaveAttribute("href", new RegExp(`^/${own.slug}/posted-purchase-invoices/GIF`))
      await expect(row(no).getByRole("link", { name: no, exact: true })).toHaveCount(0)
    }
    await expect(row(nos[1]!).getByText(t.refused, { exact: true })).toBeVisible()
    await expect(row(nos[1]!)).toContainText(t.nothing)

    await page.getByLabel(t.outcome).selectOption({ label: t.refused })
    await page.getByRole("main").getByRole("button", { name: t.filter, exact: true }).click()
    await page.waitForURL(/outcome=refused/)
    await expect(row(nos[0]!)).toHaveCount(0)
    await row(nos[1]!).getByRole("link", { name: nos[1]! }).click()
    await page.waitForURL(`**${list}/${nos[1]}`)

    await page.goto(list)
    await expect(page.getByRole("checkbox", { name: t.one(nos[1]!) })).toBeVisible()
    await expect(page.getByRole("checkbox", { name: t.one(nos[0]!) })).toHaveCount(0)
    await page.getByRole("link", { name: t.batches }).click()
    await expect(page.getByRole("row").filter({ hasText: manager.actor.name })).toContainText(t.finished)
    await page.goto(`/${own.slug}/notifications`)
    await expect(page.getByRole("main").getByText(t.told)).toBeVisible()
    await context.close()
  })
}
