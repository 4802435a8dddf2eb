/** Two cards of one vendor become one, seen by who does it; and two again, without JavaScript. */
import { closeDatabase } from "@/db/client"
import { makeItem, makeVendor } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { type OwnCompany, ownCompany, ownUser } from "./support/own-company"
import { expect, signIn, test } from "./support/portal"

test.afterAll(() => closeDatabase())

let company: OwnCompany
test.beforeAll(async () => {
  company = await ownCompany("Samen")
})

test("two cards of one vendor become one, and two again without JavaScript", async ({ browser }) => {
  const manager = await ownUser(company, "Mia Manager", "purchasing_manager")
  const stays = await makeVendor(company.id, { name: "Noordkade Elektro B.V.", phone: "" })
  const goes = await makeVendor(company.id, { name: "Noordkade Elektro", phone: "075 1234567" })
  const item = await makeItem(company.id, { vendorNo: goes.no })
  const draft = await makePurchaseInvoice(manager.actor, goes.no, [{ no: item.no, quantity: "1" }])

  const context = await browser.newContext({ locale: "en-GB" })
  await signIn(context, manager.email)
  const page = await context.newPage()
  await page.goto(`/${company.slug}/vendors/${goes.no}`)
  await page.getByRole("link", { name: "Merge", exact: true }).click()
  await page.getByLabel("Into vendor").fill("NONE")
  await page.getByRole("button", { name: "Compare" }).click()
  await expect(page.getByText("There is no vendor NONE.")).toBeVisible()
  await page.getByLabel("Into vendor").fill(stays.no.toLowerCase())
  await page.getByRole("button", { name: "Compare" }).click()
  await expect(page.getByText(`To ${stays.no} go: 1 draft, 1 item whose default vendor it is.`)).toBeVisible()
  // What the one that stays lacks is taken unless somebody says otherwise.
  await expect(page.getByLabel("Phone No.")).toHaveValue("from")
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("into")
  await page.getByRole("button", { name: `Merge ${goes.no} into ${stays.no}` }).click()
  await expect(page.getByText(`${goes.no} became one with ${stays.no}.`)).toBeVisible()
  await expect(page.getByLabel("Phone No.")).toHaveValue("075 1234567")
  await page.goto(`/${company.slug}/purchase-invoices/${draft}`)
  await expect(page.getByText("Noordkade Elektro B.V.").first()).toBeVisible()
  // The old number still leads on.
  await page.goto(`/${company.slug}/vendors?search=${goes.no}`)
  await expect(page.getByText(`Merged into ${stays.no}`).first()).toBeVisible()
  await context.close()

  const bare = await browser.newContext({ locale: "nl-NL", javaScriptEnabled: false })
  await signIn(bare, manager.email)
  const plain = await bare.newPage()
  await plain.goto(`/${company.slug}/vendors/${goes.no}`)
  await expect(plain.getByText(`Deze leverancier is één geworden met leverancier ${stays.no}`)).toBeVisible()
  await plain.getByRole("button", { name: "Samenvoegen ongedaan maken" }).click()
  await expect(plain.getByText(`${goes.no} staat weer op zichzelf.`)).toBeVisible()
  await bare.close()
})
