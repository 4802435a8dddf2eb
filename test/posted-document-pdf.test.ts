import { expect, test } from "vitest"
import { drawDocument } from "@/app/[company]/posted-purchase-documents/pdf/draw-document"
import { languageOf } from "@/app/[company]/posted-purchase-documents/pdf/words"
import { readPostedPurchaseDocument } from "@/domain/posted-purchase-invoices/read-posted-purchase-document"
import { postPurchaseInvoice } from "@/domain/purchase-invoices/post-purchase-invoice"
import { makeActor, makeCompany, makeItem, makeVendor } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"

test("a document of many lines is a PDF of several pages, titled in the vendor's language", async () => {
  const home = await makeCompany()
  const manager = await makeActor(home.id, "purchasing_manager")
  const seller = await makeVendor(home.id, { name: "Łódź Oświetlenie", languageCode: "nl" })
  const stock = await makeItem(home.id, { description: "Hanglamp van gevlochten bamboe, met lange snoer en fitting" })
  const lines = Array.from({ length: 120 }, () => ({ no: stock.no, quantity: "1", price: "12.345" }))
  const draft = await makePurchaseInvoice(manager, seller.no, [...lines, { type: "comment", description: "Dank" }])
  const { no } = await postPurchaseInvoice(manager, draft, { unreviewed: true })
  const document = await readPostedPurchaseDocument(manager, "invoice", no, { page: "all" })
  expect(document.lines).toHaveLength(121)
  const pdf = (await drawDocument(document, home)).toString("latin1")
  expect(pdf.startsWith("%PDF-")).toBe(true)
  expect(pdf.match(/\/Type \/Page\b(?!s)/g)?.length).toBeGreaterThan(2)
  expect(pdf).toContain("/MediaBox [0 0 595.28 841.89]")
  expect(pdf).toContain(`(Geboekte inkoopfactuur ${no})`)
  expect(pdf).toContain("/Lang (nl)")
})

test("the vendor's language, else that of the company's country", () => {
  expect([languageOf("nl", "GB"), languageOf("EN", "NL"), languageOf("", "NL"), languageOf("", "GB")]).toEqual([
    "nl",
    "en",
    "nl",
    "en",
  ])
  expect(languageOf("fr", "NL")).toBe("en")
})
