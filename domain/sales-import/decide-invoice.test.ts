import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { readCountry } from "./country"
import { decideInvoice, type StagedRow } from "./decide-invoice"

type Fields = { code?: string; text?: string; quantity?: string; date?: string; price?: string; customer?: string }

const row = (rowNo: number, fields: Fields = {}): StagedRow => {
  const { code = "85123A", text = "HEART", quantity = "6", date = "2010-12-01 08:26:00" } = fields
  const { price = "2.55", customer = "17850" } = fields
  return { rowNo, fields: ["1", code, text, quantity, date, price, customer, "France"], refused: false }
}

const decide = (rows: StagedRow[], no = "1", importedAs: string | null = null) =>
  decideInvoice(no, rows, "en", importedAs)

const reasonsOf = (decision: ReturnType<typeof decide>) =>
  decision.taken ? "taken" : decision.rows.map(({ reason }) => reason)

const notesOf = (decision: ReturnType<typeof decide>) =>
  decision.taken ? decision.invoice.lines.map(({ notes }) => [...notes].sort()) : reasonsOf(decision)

describe("decideInvoice", () => {
  it.each<[Fields, string]>([
    [{ quantity: "-1" }, "negative_quantity"],
    [{ quantity: "" }, "quantity_missing"],
    [{ quantity: "six" }, "quantity_not_a_number"],
    [{ quantity: "1e3" }, "quantity_not_a_number"],
    [{ quantity: "1.234567" }, "quantity_too_many_decimals"],
    [{ quantity: "5012345678900" }, "quantity_too_large"],
    [{ price: "-0.01" }, "negative_price"],
    [{ price: "" }, "price_missing"],
    [{ price: "2,5" }, "price_not_a_number"],
    [{ price: "NaN" }, "price_not_a_number"],
    [{ date: "01/12/2010" }, "date_not_read"],
    [{ date: "2010-02-30" }, "date_not_read"],
    [{ date: "" }, "date_not_read"],
    [{ code: "" }, "item_no_missing"],
    [{ code: "X".repeat(21) }, "item_no_too_long"],
    [{ text: "X".repeat(251) }, "description_too_long"],
    [{ customer: "X".repeat(21) }, "customer_no_too_long"],
    [{ customer: "17851" }, "customer_differs"],
  ])("refuses the whole invoice for %j on one row", (fields, reason) => {
    const decision = decide([row(2), row(9, fields), row(10)])
    expect(reasonsOf(decision)).toEqual(["invoice_refused", reason, "invoice_refused"])
    expect(decision).toMatchObject({ rows: [{ params: { row: 9 } }, {}, { params: { row: 9 } }] })
  })

  it("refuses cancellations and what was imported before, every row alike", () => {
    expect(reasonsOf(decide([row(2), row(3, { quantity: "-1" })], "C536379"))).toEqual(["cancellation", "cancellation"])
    expect(decide([row(2)], "1", "VF26-00007")).toMatchObject({
      rows: [{ reason: "already_imported", params: { no: "VF26-00007" } }],
    })
  })

  it.each<[Fields, string[]]>([
    [{ price: "0" }, ["price_zero"]],
    [{ price: "0.00", text: "" }, ["description_blank", "price_zero"]],
    [{ quantity: "0" }, ["quantity_zero"]],
    [{ customer: "" }, ["customer_from_other_row"]],
    [{ date: "2010-12-02" }, ["date_differs"]],
    [{ date: "2010-12-01" }, []],
  ])("takes %j and says so", (fields, notes) => {
    expect(notesOf(decide([row(2), row(3, fields)]))).toEqual([[], notes])
  })

  it("knows an invoice that names nobody", () => {
    const decision = decide([row(2, { customer: "" }), row(3, { customer: " " })])
    expect(notesOf(decision)).toEqual([["customer_blank"], ["customer_blank"]])
    expect(decision).toMatchObject({ invoice: { customerNo: null } })
  })

  it("reads a comma as decimal mark only in files that write it so", () => {
    const decision = decideInvoice("1", [row(2, { price: "1.234,5" })], "nl", null)
    expect(decision.taken && decision.invoice.lines[0]!.unitPrice.toString()).toBe("1234.5")
  })

  it("gives every row exactly one outcome, whatever is in it, and keeps their order", () => {
    const text = fc.oneof(fc.constantFrom("", "0", "-1", "7", "2.5", "2010-12-01", "POST", "C1"), fc.string())
    const rows = fc.array(fc.tuple(text, text, text, text, text, text, text, text, fc.boolean()), { minLength: 1 })
    fc.assert(
      fc.property(text, rows, (no, all) => {
        const staged = all.map(([...fields], index) => {
          const refused = fields.pop() === true
          return { rowNo: 2 * index + 2, fields: fields as string[], refused }
        })
        const decision = decide(staged, no)
        const decided = decision.taken ? decision.invoice.lines : decision.rows
        const open = staged.filter(({ refused }) => !refused)
        expect(decided.map(({ rowNo }) => rowNo)).toEqual(open.map(({ rowNo }) => rowNo))
        if (decision.taken) {
          expect(
            decision.invoice.lines.every(line => !line.quantity.isNegative() && !line.unitPrice.isNegative()),
          ).toBe(true)
        }
      }),
    )
  })
})

describe("readCountry", () => {
  it.each([
    ["Netherlands", "NL", "home"],
    ["United Kingdom", "GB", "elsewhere"],
    ["Verenigd Koninkrijk", "GB", "elsewhere"],
    ["EIRE", "IE", "eu"],
    ["RSA", "ZA", "elsewhere"],
    ["USA", "US", "elsewhere"],
    ["be", "BE", "eu"],
    ["DEU", "DE", "eu"],
    ["Channel Islands", "", "elsewhere"],
    ["European Community", "", "eu"],
  ])("knows %s", (text, code, region) => {
    expect(readCountry(text, "NL")).toEqual({ code, region, known: true })
  })

  it.each(["Unspecified", "", "Atlantis", "constructor"])("does not know %s", text => {
    expect(readCountry(text, "NL")).toEqual({ code: "", region: "home", known: false })
  })
})
