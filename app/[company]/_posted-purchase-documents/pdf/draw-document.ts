import { setImmediate as othersTurn } from "node:timers/promises"
import PDFDocument from "pdfkit"
import { purchaseKinds } from "@/app/[company]/_document-kinds/draft-kinds"
import { printedOf } from "@/app/[company]/_posted-purchase-documents/printed"
import { Decimal, toPlain } from "@/domain/money/decimal"
import type { PostedDocumentPage } from "@/domain/posted-purchase-documents/read-posted-purchase-document"
import type { PostingLine } from "@/domain/posting/posting-document"
import { printedColumns, sheet } from "./columns"
import { fontFor, registerFonts } from "./fonts"
import { type MeasuredLine, type PdfPage, paginate } from "./paginate"
import { documentLanguage, type Words, wordsIn } from "./words"

const size = { text: 8, head: 7, title: 15 }
const rowGap = 4
/** Height of a row that carries a total. */
const carryHeight = 16
const grey = "#555a66"

type Pdf = PDFKit.PDFDocument

/**
 * Draws a posted purchase invoice or credit memo as a PDF, A4, in the vendor's language; a page at a time, between which
 * the process serves others.
 *
 * @param document with all its lines
 * @param company whose document it is; its logo, as it was taken in, stands at the right of its name
 */
export async function drawDocument(
  document: PostedDocumentPage,
  company: { name: string; countryRegionCode: string; logo?: Buffer },
): Promise<Buffer> {
  const { header } = document
  const language = documentLanguage(header.languageCode, company.countryRegionCode)
  const words = wordsIn(language, document.amountDecimals)
  const prices = header.pricesIncludingVat ? "incl" : "excl"
  const title = words.t(`${header.documentType}.titleOf`, { no: header.no })
  const pdf = new PDFDocument({
    size: "A4",
    margin: 0,
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
  registerFonts(pdf)

  if (company.logo) {
    const fit: [number, number] = [150, 46]
    pdf.image(company.logo, sheet.right - fit[0], sheet.top - 10, { fit, align: "right" })
  }
  const below = drawHead(pdf, document, words, { title, company: company.name })
  const measured = await measure(pdf, document.lines)
  const headHeight = 26
  const pages = paginate(measured, {
    first: sheet.bottom - below - headHeight - carryHeight,
    next: sheet.bottom - sheet.top - headHeight - 2 * carryHeight,
    last: totalsHeight(document),
  })
  for (const [index, page] of pages.entries()) {
    await othersTurn()
    if (index > 0) pdf.addPage()
    const end = drawLines(pdf, page, { words, prices }, index === 0 ? below : sheet.top)
    if (page.carriedForward === null) drawTotals(pdf, document, words, end)
    drawFoot(pdf, `${title}, ${words.t("pageOf", { page: index + 1, pages: pages.length })}`)
  }
  pdf.end()
  return written
}

/** The heights of the rows, a few hundred of them between two turns of others. */
async function measure(pdf: Pdf, lines: readonly PostingLine[]): Promise<MeasuredLine<PostingLine>[]> {
  const measured: MeasuredLine<PostingLine>[] = []
  for (const line of lines) {
    if (measured.length % 200 === 0) await othersTurn()
    measured.push({ line, height: heightOf(pdf, line) })
  }
  return measured
}

type Box = { left: number; width: number; align: "left" | "right" }
type Ink = { weight?: "plain" | "bold"; colour?: string }

/** One line of text, cut off at its box. */
function write(pdf: Pdf, text: string, { left, width, align }: Box, top: number, ink: Ink = {}): void {
  const weight = ink.weight ?? "plain"
  const row = pdf.font(weight).currentLineHeight()
  // A font of taller lines stands in the middle of its row, not below it.
  const above = (pdf.font(fontFor(text, weight)).currentLineHeight() - row) / 2
  pdf.fillColor(ink.colour ?? "black")
  pdf.text(text, left, top - above, { width, align, height: 20, lineBreak: false, ellipsis: true })
}

function drawFoot(pdf: Pdf, text: string): void {
  pdf.fontSize(size.head)
  write(pdf, text, { left: sheet.left, width: sheet.right - sheet.left, align: "right" }, 808, { colour: grey })
}

/** @returns where the lines begin */
function drawHead(
  pdf: Pdf,
  { header }: PostedDocumentPage,
  words: Words,
  { title, company }: { title: string; company: string },
): number {
  const { t, date } = words
  const { names } = purchaseKinds[header.documentType]
  const label = (name: string) => words.document(`header.${names[name] ?? name}` as "header.dueDate")
  const wide: Box = { left: sheet.left, width: sheet.right - sheet.left, align: "left" }
  pdf.fontSize(size.text + 2)
  write(pdf, company, wide, sheet.top, { weight: "bold" })
  pdf.fontSize(size.title)
  write(pdf, title, wide, sheet.top + 24, { weight: "bold" })
  pdf.fontSize(size.text + 1)
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
    ...printedOf(header).map(({ name, kind, value }) => [label(name), kind === "date" ? date(value) : value]),
    ...(header.correctsNo === null ? [] : [[t("corrects"), header.correctsNo]]),
    ...(header.creditsNo === null ? [] : [[t("credits"), header.creditsNo]]),
  ] as const
  const top = sheet.top + 58
  const step = 13
  address.forEach((text, index) => {
    write(pdf, text, { left: sheet.left, width: 250, align: "left" }, top + index * step)
  })
  facts.forEach(([term, value], index) => {
    write(pdf, term ?? "", { left: 320, width: 110, align: "left" }, top + index * step, { colour: grey })
    write(pdf, value ?? "", { left: 432, width: sheet.right - 432, align: "left" }, top + index * step)
  })
  return top + Math.max(address.length, facts.length) * step + 18
}

const isText = (line: PostingLine) => line.type === "comment" || line.no === null

function heightOf(pdf: Pdf, line: PostingLine): number {
  pdf.font(fontFor(line.description, "plain")).fontSize(size.text)
  const { width } = printedColumns.find(({ name }) => name === "description")!
  return pdf.heightOfString(line.description || " ", { width }) + rowGap
}

/** @returns where the last line ends */
function drawLines(
  pdf: Pdf,
  page: PdfPage<PostingLine>,
  { words, prices }: { words: Words; prices: "incl" | "excl" },
  top: number,
): number {
  pdf.font("bold").fontSize(size.head)
  for (const { name, left, width, align } of printedColumns) {
    pdf.fillColor(grey).text(headOf(name, prices, words), left, top, { width, align, height: 18 })
  }
  let y = top + 22
  rule(pdf, y - 2)
  if (page.broughtForward !== null)
    y = drawCarried(pdf, words.t("broughtForward"), words.amount(page.broughtForward), y)
  for (const line of page.lines) {
    const height = heightOf(pdf, line)
    for (const { name, left, width, align } of printedColumns) {
      const text = cellOf(line, name, words)
      if (name === "description")
        pdf.font(fontFor(text, "plain")).fillColor("black").text(text, left, y, { width, align })
      else if (text) write(pdf, text, { left, width, align }, y)
    }
    y += height
  }
  if (page.carriedForward !== null) drawCarried(pdf, words.t("carriedForward"), words.amount(page.carriedForward), y)
  return y
}

/** What a column holds; those of prices say whether they include VAT. */
function headOf(name: (typeof printedColumns)[number]["name"], prices: "incl" | "excl", { document }: Words): string {
  return name === "directUnitCost" || name === "lineAmount"
    ? document(`head.${name}`, { prices })
    : document(`field.${name}`)
}

function cellOf(line: PostingLine, name: (typeof printedColumns)[number]["name"], words: Words): string {
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
      return costOf(line, words)
    case "lineDiscountPercent":
      return line.lineDiscountPercent === "0" ? "" : words.quantity(line.lineDiscountPercent)
    case "vatPercent":
      return line.vatCalculationType === "normal"
        ? words.quantity(line.vatPercent)
        : words.document(`vat.${line.vatCalculationType}`)
    case "lineAmount":
      return words.amount(line.lineAmount)
  }
}

function costOf({ price, pricePer }: PostingLine, words: Words): string {
  const cost = words.cost(price)
  return pricePer === "1" ? cost : `${cost} / ${words.quantity(pricePer)}`
}

const figures: Box = { left: sheet.right - 110, width: 110, align: "right" }
const terms: Box = { left: 290, width: 145, align: "left" }

function drawCarried(pdf: Pdf, term: string, amount: string, y: number): number {
  pdf.fontSize(size.text)
  write(pdf, term, terms, y, { weight: "bold" })
  write(pdf, amount, figures, y, { weight: "bold" })
  return y + carryHeight
}

/** VAT groups, the invoice discount and three totals. */
function totalsHeight({ vatGroups }: PostedDocumentPage): number {
  const differences = vatGroups.filter(({ vatDifference }) => vatDifference !== "0")
  return 20 + (vatGroups.length + differences.length + 4) * 13
}

function drawTotals(pdf: Pdf, { header, vatGroups }: PostedDocumentPage, words: Words, top: number): void {
  const { t, amount, quantity } = words
  let y = top + 8
  rule(pdf, y - 4)
  const row = (term: string, value: string, ink?: Ink) => {
    write(pdf, term, terms, y, ink)
    write(pdf, value, figures, y, ink)
    y += 13
  }
  pdf.fontSize(size.text)
  const discount = new Decimal(header.invoiceDiscountAmount)
  if (!discount.isZero()) row(t("invoiceDiscount"), amount(toPlain(discount.neg())))
  row(t("totalExclVat"), amount(header.amount))
  for (const { vatIdentifier, vatCalculationType: type, vatPercent, base, vat, vatDifference } of vatGroups) {
    if (vatIdentifier === "") continue
    const term =
      type === "normal"
        ? t("vatOn", { percent: quantity(vatPercent), base: amount(base) })
        : t("vatInWords", { words: words.document(`vat.${type}`), base: amount(base) })
    row(term, amount(vat))
    if (vatDifference !== "0") row(t("ofWhichVatDifference"), amount(vatDifference), { colour: grey })
  }
  const vat = toPlain(new Decimal(header.amountIncludingVat).minus(header.amount))
  row(t("vatAmount"), amount(vat))
  row(`${t("totalInclVat")}, ${header.currencyCode}`, amount(header.amountIncludingVat), { weight: "bold" })
}

function rule(pdf: Pdf, y: number): void {
  pdf.moveTo(sheet.left, y).lineTo(sheet.right, y).lineWidth(0.5).strokeColor("#b5b9c4").stroke()
}
