import { sheet } from "@/app/[company]/_posted-purchase-documents/pdf/columns"
import { fontFor } from "@/app/[company]/_posted-purchase-documents/pdf/fonts"

const grey = "#555a66"
const whole = sheet.right - sheet.left

export type FlowColumn = { head: string; width: number; align?: "left" | "right" }

/** Headings, facts and tables one below the other, over as many pages as they take. */
export class Flow {
  #y = sheet.top

  constructor(private readonly pdf: PDFKit.PDFDocument) {}

  title(text: string, above: string): void {
    this.#write(above, { size: 10, weight: "bold" })
    this.#y += 6
    this.#write(text, { size: 15, weight: "bold" })
    this.#y += 6
  }

  /** With room for some of what it stands over. */
  heading(text: string): void {
    this.#y += 10
    this.#room(60)
    this.#write(text, { size: 11, weight: "bold" })
    this.#y += 2
    this.pdf.moveTo(sheet.left, this.#y).lineTo(sheet.right, this.#y).lineWidth(0.5).strokeColor("#b5b9c4").stroke()
    this.#y += 5
  }

  text(text: string): void {
    this.#write(text, { size: 8, colour: grey })
    this.#y += 3
  }

  facts(facts: readonly (readonly [term: string, value: string | null | undefined])[]): void {
    const columns = [
      { head: "", width: 130 },
      { head: "", width: whole - 130 },
    ]
    for (const [term, value] of facts) if (value) this.#row(columns, [term, value], [grey, "black"])
    this.#y += 3
  }

  table(columns: readonly FlowColumn[], rows: readonly (readonly string[])[]): void {
    const heads = columns.map(({ head }) => head)
    const colours = columns.map(() => "black")
    this.#row(
      columns,
      heads,
      columns.map(() => grey),
    )
    for (const row of rows) this.#row(columns, row, colours)
    this.#y += 3
  }

  /** At the foot of each page, once all of them are there. @param text of a page, from 1 */
  foot(text: (page: number, pages: number) => string): void {
    const { start, count } = this.pdf.bufferedPageRange()
    for (let page = 0; page < count; page++) {
      this.pdf.switchToPage(start + page)
      this.pdf.font("plain").fontSize(7).fillColor(grey)
      this.pdf.text(text(page + 1, count), sheet.left, 808, { width: whole, align: "right", lineBreak: false })
    }
  }

  #write(text: string, ink: { size: number; weight?: "plain" | "bold"; colour?: string }): void {
    this.pdf.font(fontFor(text, ink.weight ?? "plain")).fontSize(ink.size)
    const height = this.pdf.heightOfString(text, { width: whole })
    this.#room(height)
    this.pdf.fillColor(ink.colour ?? "black").text(text, sheet.left, this.#y, { width: whole })
    this.#y += height
  }

  #row(columns: readonly FlowColumn[], cells: readonly string[], colours: readonly string[]): void {
    const { pdf } = this
    pdf.fontSize(8)
    const heights = cells.map((cell, at) =>
      pdf.font(fontFor(cell, "plain")).heightOfString(cell || " ", { width: columns[at]!.width - 6 }),
    )
    this.#room(Math.max(...heights))
    let left = sheet.left
    cells.forEach((cell, at) => {
      const { width, align = "left" } = columns[at]!
      pdf.font(fontFor(cell, "plain")).fillColor(colours[at]!)
      if (cell) pdf.text(cell, left, this.#y, { width: width - 6, align })
      left += width
    })
    this.#y += Math.max(...heights) + 3
  }

  #room(height: number): void {
    if (this.#y + height <= sheet.bottom) return
    this.pdf.addPage()
    this.#y = sheet.top
  }
}
