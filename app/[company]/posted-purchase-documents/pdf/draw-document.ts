import { join } from "node:path"
import PDFDocument from "pdfkit"
import { Decimal, toPlain } from "@/domain/money/decimal"
import type { PostedDocumentPage } from "@/domain/posted-purchase-invoices/read-posted-purchase-document"
import type { PostingLine } from "@/domain/posting/posting-document"
import { columns, sheet } from "./columns"
import { type PdfPage, paginate } from "./paginate"
import { languageOf, type Words, wordsIn } from "./words"

/** DejaVu knows the letters of every language of Europe, and its figures are all of one width. */
const fonts = join(process.cwd(), "node_modules/dejavu-fonts-ttf/ttf")
const size = { text: 8, head: 7, title: 15 }
const rowGap = 4
/** Height of a row that carries a total. */
const carryHeight = 16
const grey = "#555a66"

type Pdf = PDFKit.PDFDocument

/**
 * Draws a posted purchase invoice or credit memo as a PDF, A4, in the vendor's language.
 *
 * @param document with all its lines
 * @param company whose document it is
 */
export async function drawDocument(
  document: PostedDocumentPage,
  company: { name: string; countryRegionCode: string },
): Promise<Buffer> {
  const { header } = document
  const language = languageOf(header.languageCode, company.countryRegionCode)
  const words = wordsIn(language, document.amountDecimals)
  const title = words.t(`${header.documentType}.titleOf`, { no: header.no })
  const pdf = new PDFDocument({
    size: "A4",
    margin: 0,
    bufferPages: true,
    lang: language,
    displayTitle: true,
    info: { Title: title, Author: company.name },
  })
  const chunks: Buffer[] = []
  const written = new Promise<Buffer>((resolve, reject) => {
    pdf.on("data", (chunk: Buffer) => chunks.push(chunk))
    pdf.on("end", () => resolve(Buffer.concat(chunks)))
    pdf.on("error", reject)
  })
  pdf.registerFont("plain", join(fonts, "DejaVuSansCondensed.ttf"))
  pdf.registerFont("bold", join(fonts, "DejaVuSansCondensed-Bold.ttf"))

  const below = drawHead(pdf, document, words, { title, company: company.name })
  const measured = document.lines.map(line => ({ line, height: heightOf(pdf, line) }))
  const headHeight = 26
  const pages = paginate(measured, {
    first: sheet.bottom - below - headHeight - carryHeight,
    next: sheet.bottom - sheet.top - headHeight - 2 * carryHeight,
    last: totalsHeight(document),
  })
  pages.forEach((page, index) => {
    if (index > 0) pdf.addPage()
    const end = drawLines(pdf, page, words, index === 0 ? below : sheet.top)
    if (page.carriedForward === null) drawTotals(pdf, document, words, end)
  })
  pages.forEach((_, index) => {
    pdf.switchToPage(index)
    pdf.font("plain").fontSize(size.head)
    const place = words.t("pageOf", { page: index + 1, pages: pages.length })
    write(pdf, `${title}, ${place}`, { left: sheet.left, width: sheet.right - sheet.left, align: "right" }, 808, grey)
  })
  pdf.end()
  return written
}

type Box = { left: number; width: number; align: "left" | "right" }

/** One line of text, cut off at its box. */
function write(pdf: Pdf, text: string, { left, width, align }: Box, top: number, colour = "black"): void {
  pdf.fillColor(colour).text(text, left, top, { width, align, height: 12, lineBreak: false, ellipsis: true })
}

/** @returns where the lines begin */
function drawHead(
  pdf: Pdf,
  { header }: PostedDocumentPage,
  words: Words,
  { title, company }: { title: string; company: string },
): number {
  const { t, date } = words
  const wide: Box = { left: sheet.left, width: sheet.right - sheet.left, align: "left" }
  pdf.font("bold").fontSize(size.text + 2)
  write(pdf, company, wide, sheet.top)
  pdf.fontSize(size.title)
  write(pdf, title, wide, sheet.top + 24)
  pdf.font("plain").fontSize(size.text + 1)
  const address = [
    header.buyFromVendorName,
    header.buyFromContact,
    header.buyFromAddress,
    header.buyFromAddress2,
    `${header.buyFromPostCode} ${header.buyFromCity}`.trim(),
    header.buyFromCountryRegionCode,
    header.vatRegistrationNo && `${t("vatRegistrationNo")} ${header.vatRegistrationNo}`,
  ].filter(Boolean)
  const facts = [
    [t("vendorNo"), header.buyFromVendorNo],
    [t(`${header.documentType}.externalNo`), header.vendorInvoiceNo],
    [t("postingDate"), date(header.postingDate)],
    [t("documentDate"), date(header.documentDate)],
    [t("dueDate"), date(header.dueDate)],
    ...(header.correctsNo === null ? [] : [[t("corrects"), header.correctsNo]]),
  ] as const
  const top = sheet.top + 58
  const step = 13
  address.forEach((text, index) => {
    write(pdf, text, { left: sheet.left, width: 250, align: "left" }, top + index * step)
  })
  facts.forEach(([term, value], index) => {
    write(pdf, term ?? "", { left: 320, width: 110, align: "left" }, top + index * step, grey)
    write(pdf, value ?? "", { left: 432, width: sheet.right - 432, align: "left" }, top + index * step)
  })
  return top + Math.max(address.length, facts.length) * step + 18
}

const isText = (line: PostingLine) => line.type === "comment" || line.no === null

function heightOf(pdf: Pdf, line: PostingLine): number {
  pdf.font("plain").fontSize(size.text)
  const { width } = columns.find(({ name }) => name === "description")!
  return pdf.heightOfString(line.description || " ", { width }) + rowGap
}

/** @returns where the last line ends */
function drawLines(pdf: Pdf, page: PdfPage<PostingLine>, words: Words, top: number): number {
  pdf.font("bold").fontSize(size.head)
  for (const { name, left, width, align } of columns) {
    pdf.fillColor(grey).text(words.field(name), left, top, { width, align, height: 18 })
  }
  let y = top + 22
  rule(pdf, y - 2)
  if (page.broughtForward !== null)
    y = drawCarried(pdf, words.t("broughtForward"), words.amount(page.broughtForward), y)
  for (const line of page.lines) {
    const height = heightOf(pdf, line)
    for (const { name, left, width, align } of columns) {
      const text = cellOf(line, name, words)
      if (name === "description") pdf.fillColor("black").text(text, left, y, { width, align })
      else if (text) write(pdf, text, { left, width, align }, y)
    }
    y += height
  }
  if (page.carriedForward !== null) drawCarried(pdf, words.t("carriedForward"), words.amount(page.carriedForward), y)
  return y
}

function cellOf(line: PostingLine, name: (typeof columns)[number]["name"], words: Words): string {
  if (name === "description") return line.description
  if (isText(line)) return ""
  switch (name) {
    case "no":
      return line.no ?? ""
    case "quantity":
      return words.quantity(line.quantity)
    case "unitOfMeasureCode":
      return line.unitOfMeasureCode
    case "directUnitCost":
      return words.cost(line.price)
    case "lineDiscountPercent":
      return line.lineDiscountPercent === "0" ? "" : words.quantity(line.lineDiscountPercent)
    case "vatPercent":
      return words.quantity(line.vatPercent)
    case "lineAmount":
      return words.amount(line.lineAmount)
  }
}

const figures: Box = { left: sheet.right - 110, width: 110, align: "right" }
const terms: Box = { left: 290, width: 145, align: "left" }

function drawCarried(pdf: Pdf, term: string, amount: string, y: number): number {
  pdf.font("bold").fontSize(size.text)
  write(pdf, term, terms, y)
  write(pdf, amount, figures, y)
  pdf.font("plain")
  return y + carryHeight
}

/** VAT groups, the invoice discount and three totals. */
function totalsHeight({ vatGroups }: PostedDocumentPage): number {
  return 20 + (vatGroups.length + 4) * 13
}

function drawTotals(pdf: Pdf, { header, vatGroups }: PostedDocumentPage, words: Words, top: number): void {
  const { t, amount, quantity } = words
  let y = top + 8
  rule(pdf, y - 4)
  const row = (term: string, value: string) => {
    write(pdf, term, terms, y)
    write(pdf, value, figures, y)
    y += 13
  }
  pdf.font("plain").fontSize(size.text)
  const discount = new Decimal(header.invoiceDiscountAmount)
  if (!discount.isZero()) row(t("invoiceDiscount"), amount(toPlain(discount.neg())))
  row(t("totalExclVat"), amount(header.amount))
  for (const { vatIdentifier, vatPercent, base, vat } of vatGroups) {
    if (vatIdentifier === "") continue
    row(t("vatOn", { percent: quantity(vatPercent), base: amount(base) }), amount(vat))
  }
  const vat = toPlain(new Decimal(header.amountIncludingVat).minus(header.amount))
  row(t("vatAmount"), amount(vat))
  pdf.font("bold")
  row(`${t("totalInclVat")}, ${header.currencyCode}`, amount(header.amountIncludingVat))
}

function rule(pdf: Pdf, y: number): void {
  pdf.moveTo(sheet.left, y).lineTo(sheet.right, y).lineWidth(0.5).strokeColor("#b5b9c4").stroke()
}
