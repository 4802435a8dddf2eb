import { setImmediate } from "node:timers/promises"
import PDFDocument from "pdfkit"
import { expect, test } from "vitest"
import { drawDocument } from "@/app/[company]/_posted-purchase-documents/pdf/draw-document"
import { fontFor, registerFonts } from "@/app/[company]/_posted-purchase-documents/pdf/fonts"
import { documentLanguage } from "@/app/[company]/_posted-purchase-documents/pdf/words"
import { readPostedPurchaseDocument } from "@/domain/posted-purchase-documents/read-posted-purchase-document"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { makeActor, makeCompany, makeItem, makeVendor } from "@/test/factories"
import { pngOf } from "@/test/pictures"
import { makePurchaseInvoice } from "@/test/purchase-invoices"

test("a document of many lines is a PDF of several pages, titled in the vendor's language", async () => {
  const home = await makeCompany()
  const manager = await makeActor(home.id, "purchasing_manager")
  const seller = await makeVendor(home.id, { name: "Łódź Oświetlenie", languageCode: "nl" })
  const stock = await makeItem(home.id, { description: "Hanglamp van gevlochten bamboe, met lange snoer en fitting" })
  const lines = Array.from({ length: 120 }, () => ({ no: stock.no, quantity: "1", price: "12.345" }))
  const draft = await makePurchaseInvoice(manager, seller.no, [...lines, { type: "comment", description: "Dank" }])
  const { no } = await postPurchaseDocument(manager, draft, { unreviewed: true })
  const document = await readPostedPurchaseDocument(manager, "invoice", no, { page: "all" })
  expect(document.lines).toHaveLength(121)
  const pdf = (await drawDocument(document, home)).toString("latin1")
  expect(pdf.startsWith("%PDF-")).toBe(true)
  expect(pdf.match(/\/Type \/Page\b(?!s)/g)?.length).toBeGreaterThan(2)
  expect(pdf).toContain("/MediaBox [0 0 595.28 841.89]")
  expect(pdf).toContain(`(Geboekte inkoopfactuur ${no})`)
  expect(pdf).toContain("/Lang (nl)")
})

test("the company's logo stands on the first page, whatever kind of picture it is", async () => {
  const home = await makeCompany()
  const manager = await makeActor(home.id, "purchasing_manager")
  const { no: itemNo } = await makeItem(home.id)
  const lines = Array.from({ length: 80 }, () => ({ no: itemNo, quantity: "1", price: "1" }))
  const draft = await makePurchaseInvoice(manager, (await makeVendor(home.id)).no, lines)
  const { no } = await postPurchaseDocument(manager, draft, { unreviewed: true })
  const document = await readPostedPurchaseDocument(manager, "invoice", no, { page: "all" })
  const images = async (logo?: Buffer) =>
    (await drawDocument(document, { ...home, logo })).toString("latin1").match(/\/Subtype \/Image/g)?.length ?? 0
  expect(await images()).toBe(0)
  expect(await images(pngOf(60, 20))).toBe(1)
  // Its alpha is an image of its own.
  expect(await images(pngOf(60, 20, { colour: 6 }))).toBe(2)
})

test("names and descriptions in Chinese, Japanese and Korean stand in fonts that have their signs", async () => {
  const home = await makeCompany()
  const manager = await makeActor(home.id, "purchasing_manager")
  const seller = await makeVendor(home.id, { name: "东莞市照明电器有限公司" })
  const descriptions = ["臺灣製造的燈具 E27", "ペンダントライト（竹）", "서울 조명 전구"]
  const lines = await Promise.all(
    descriptions.map(async description => {
      const { no } = await makeItem(home.id, { description })
      return { no, quantity: "1", price: "1" }
    }),
  )
  const draft = await makePurchaseInvoice(manager, seller.no, lines)
  const { no } = await postPurchaseDocument(manager, draft, { unreviewed: true })
  const document = await readPostedPurchaseDocument(manager, "invoice", no, { page: "all" })
  const pdf = (await drawDocument(document, home)).toString("latin1")
  for (const font of ["NotoSansSC", "NotoSansJP", "NotoSansKR"]) expect(pdf).toContain(font)
  const fonts = new PDFDocument()
  registerFonts(fonts)
  for (const text of [seller.name, ...descriptions]) {
    fonts.font(fontFor(text, "plain"))
    const lacking = [...text].filter(sign => !coverage(fonts).hasGlyphForCodePoint(sign.codePointAt(0)!))
    expect(lacking).toEqual([])
  }
})

test("while a long document is drawn, others get a turn between its pages", async () => {
  const home = await makeCompany()
  const manager = await makeActor(home.id, "purchasing_manager")
  const stock = await makeItem(home.id)
  const lines = Array.from({ length: 120 }, () => ({ no: stock.no, quantity: "1", price: "1" }))
  const draft = await makePurchaseInvoice(manager, (await makeVendor(home.id)).no, lines)
  const { no } = await postPurchaseDocument(manager, draft, { unreviewed: true })
  const document = await readPostedPurchaseDocument(manager, "invoice", no, { page: "all" })
  let turns = 0
  let drawing = true
  const others = (async () => {
    while (drawing) {
      await setImmediate()
      turns += 1
    }
  })()
  const pdf = (await drawDocument(document, home)).toString("latin1")
  drawing = false
  await others
  expect(turns).toBeGreaterThan(pdf.match(/\/Type \/Page\b(?!s)/g)!.length)
})

test("the vendor's language, else that of the company's country", () => {
  expect([
    documentLanguage("nl", "GB"),
    documentLanguage("EN", "NL"),
    documentLanguage("", "NL"),
    documentLanguage("", "GB"),
  ]).toEqual(["nl", "en", "nl", "en"])
  expect(documentLanguage("fr", "NL")).toBe("en")
})

/** The font in use, as the library behind pdfkit has it. */
function coverage(pdf: PDFKit.PDFDocument): { hasGlyphForCodePoint(codePoint: number): boolean } {
  return (pdf as unknown as { _font: { font: { hasGlyphForCodePoint(codePoint: number): boolean } } })._font.font
}
