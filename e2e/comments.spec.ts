/** What colleagues write to each other on a document: told, seen once, done, and read on what is posted; in Dutch, with a script and without. */
import type { Browser, Page } from "@playwright/test"
import { closeDatabase } from "@/db/client"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { makeItem, makeVendor } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { type Member, type OwnCompany, ownCompany, ownUser } from "./support/own-company"
import { expect, signIn, test } from "./support/portal"
import { unfold } from "./support/unfold"

test.afterAll(() => closeDatabase())

let company: OwnCompany
let manager: Member
let colleague: Member

test.beforeAll(async () => {
  company = await ownCompany("Opmerkingen")
  manager = await ownUser(company, "Mia Manager", "purchasing_manager")
  colleague = await ownUser(company, "Cor Collega", "purchaser")
})

/** A draft of the colleague's. @returns its number */
async function draft(): Promise<string> {
  const [vendor, item] = [await makeVendor(company.id), await makeItem(company.id)]
  return makePurchaseInvoice(colleague.actor, vendor.no, [{ no: item.no, quantity: "1", price: "10" }])
}

/** A page of a browser of its own, in Dutch. */
async function openAs(browser: Browser, { email }: Member, javaScriptEnabled = true): Promise<Page> {
  const context = await browser.newContext({ locale: "nl-NL", javaScriptEnabled })
  await signIn(context, email)
  return context.newPage()
}

const form = (page: Page) => page.getByRole("form", { name: "Opmerking schrijven" })
const body = (page: Page) => form(page).getByRole("textbox", { name: "Opmerking" })
const write = (page: Page) => form(page).getByRole("button", { name: "Opmerking schrijven" })
const comment = (page: Page, text: string) => page.locator(".comment").filter({ hasText: text })

for (const javaScriptEnabled of [true, false]) {
  test(`a colleague is mentioned and given a task, sees it once as new, does it, and it is read on what is posted, ${javaScriptEnabled ? "with" : "without"} JavaScript`, async ({
    browser,
  }) => {
    const no = await draft()
    const address = `/${company.slug}/purchase-invoices/${no}`
    const asks = await openAs(browser, manager, javaScriptEnabled)
    await asks.goto(address)
    await body(asks).fill("Klopt de prijs, @Niemand?")
    await write(asks).click()
    await expect(asks.getByText("Niemand die dit document mag zien heet Niemand.").first()).toBeVisible()
    await expect(body(asks)).toHaveValue("Klopt de prijs, @Niemand?")
    await body(asks).fill("Klopt de prijs, @cor?")
    await form(asks).getByLabel("Taak voor").selectOption({ label: "Cor Collega" })
    await write(asks).click()
    const written = comment(asks, "Klopt de prijs, @Cor Collega?")
    await expect(written.locator(".comment-task")).toContainText("Taak voor Cor Collega")
    await expect(written.getByText("Nieuw", { exact: true })).toHaveCount(0)
    await expect(body(asks)).toHaveValue("")

    // Told, and led there by the bell's own link.
    const told = await openAs(browser, colleague, javaScriptEnabled)
    await told.goto(`/${company.slug}/notifications`)
    await told
      .getByRole("main")
      .getByRole("link", { name: new RegExp(`^Mia Manager .* inkoopfactuur ${no}`) })
      .click()
    await told.waitForURL(`**${address}*`)
    const read = comment(told, "Klopt de prijs, @Cor Collega?")
    await expect(read.getByText("Nieuw", { exact: true })).toBeVisible()
    await told.goto(address)
    await expect(read).toBeVisible()
    await expect(read.getByText("Nieuw", { exact: true })).toHaveCount(0)
    // Another's words are not his to change; the task is his to do.
    await expect(read.getByText("Wijzigen")).toHaveCount(0)
    await read.getByRole("button", { name: "Gedaan", exact: true }).click()
    await expect(read).toContainText("Taak voor Cor Collega, gedaan door Cor Collega")
    await body(told).fill("Ja, volgens de offerte")
    await write(told).click()
    const answer = comment(told, "Ja, volgens de offerte")
    await unfold(answer.locator("details"))
    await answer.getByRole("textbox", { name: "Opmerking" }).fill("Ja, volgens de tweede offerte")
    await answer.getByRole("button", { name: "Opslaan" }).click()
    await expect(comment(told, "Ja, volgens de tweede offerte").getByText("(gewijzigd)")).toBeVisible()

    const posted = await postPurchaseDocument(manager.actor, no, { unreviewed: true })
    await asks.goto(`/${company.slug}/posted-purchase-invoices/${posted.no}`)
    await expect(comment(asks, "tweede offerte").getByText("Nieuw", { exact: true })).toBeVisible()
    await expect(comment(asks, "Klopt de prijs")).toContainText("gedaan door Cor Collega")
    await body(asks).fill("Goed, geboekt")
    await write(asks).click()
    await expect(comment(asks, "Goed, geboekt")).toBeVisible()
    await Promise.all([asks, told].map(page => page.context().close()))
  })
}

test("what one is writing stays while a colleague's comment comes in", async ({ browser }) => {
  const address = `/${company.slug}/purchase-invoices/${await draft()}`
  const [writes, other] = [await openAs(browser, manager), await openAs(browser, colleague)]
  await writes.goto(address)
  await body(writes).fill("Half getypt")
  await form(writes).getByLabel("Taak voor").selectOption({ label: "Cor Collega" })
  await other.goto(address)
  await body(other).fill("Ik was eerst")
  await write(other).click()
  await expect(comment(other, "Ik was eerst")).toBeVisible()
  // Another action of the page draws it anew, with what came in meanwhile.
  await writes.getByLabel("Leveranciersfactuurnr.").fill("V-1")
  await writes.keyboard.press("Control+s")
  await expect(comment(writes, "Ik was eerst")).toBeVisible()
  await expect(body(writes)).toHaveValue("Half getypt")
  await expect(form(writes).getByLabel("Taak voor")).toHaveValue(String(colleague.actor.userId))
  await write(writes).click()
  await expect(comment(writes, "Half getypt").locator(".comment-task")).toContainText("Taak voor Cor Collega")
  await expect(body(writes)).toHaveValue("")
  await Promise.all([writes, other].map(page => page.context().close()))
})
