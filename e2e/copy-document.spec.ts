/** Copy Document offers the vendor's latest documents, so that nobody needs to know a number by heart; without a script too. */
import { closeDatabase } from "@/db/client"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { makeItem, makeVendor } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { type Member, type OwnCompany, ownCompany, ownUser } from "./support/own-company"
import { expect, signIn, test } from "./support/portal"

let company: OwnCompany
let manager: Member

test.beforeAll(async () => {
  company = await ownCompany("Gekopieerd")
  manager = await ownUser(company, "Mara Manager", "purchasing_manager")
})
test.afterAll(() => closeDatabase())

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with a script" : "without a script", () => {
    test.use({ javaScriptEnabled })

    test("a posted invoice of the vendor is picked from the list and copied", async ({ context, page }) => {
      const seller = await makeVendor(company.id, { name: "Kopielicht" })
      const other = await makeVendor(company.id, { name: "Anderlicht" })
      const lamp = await makeItem(company.id, { description: "Hanglamp" })
      const invoiceOf = (vendorNo: string, quantity: string, vendorInvoiceNo: string) =>
        makePurchaseInvoice(manager.actor, vendorNo, [{ no: lamp.no, quantity, price: "25" }], { vendorInvoiceNo })
      const paper = `KL ${javaScriptEnabled}`
      const wanted = await invoiceOf(seller.no, "7", paper)
      const { no: posted } = await postPurchaseDocument(manager.actor, wanted, { unreviewed: true })
      const foreign = await invoiceOf(other.no, "9", `AL ${javaScriptEnabled}`)
      const draft = await invoiceOf(seller.no, "1", "")

      await signIn(context, manager.email)
      await page.goto(`/${company.slug}/purchase-invoices/${draft}/copy-document`)
      const offered = page.getByRole("table")
      await expect(offered.getByRole("row").filter({ hasText: paper })).toContainText(posted)
      await expect(offered.getByRole("link", { name: draft }), "the draft itself").toHaveCount(0)
      await expect(offered.getByRole("link", { name: foreign }), "of another vendor").toHaveCount(0)

      await offered.getByRole("link", { name: posted }).click()
      await expect(page.getByLabel("Document No.")).toHaveValue(posted)
      await expect(page.getByLabel("Document Type")).toHaveValue("posted_invoice")
      await page.getByRole("button", { name: "Copy" }).click()
      await expect(page.getByRole("heading", { level: 1 })).toContainText(draft)
      await expect(page.getByText("175.00").first()).toBeVisible()
    })
  })
}
