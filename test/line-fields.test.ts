/** Every field that people type on a line of a document, in whatever reads, writes, tells and merges it. */
import { beforeAll, expect, test } from "vitest"
import { readLine, shownLine } from "@/components/document-form/reader"
import type { Actor } from "@/domain/access/actor"
import { lineFieldName } from "@/domain/documents/draft"
import { type LineField, lineField, lineFields, lineTexts } from "@/domain/documents/line-fields"
import { StaleDraft } from "@/domain/documents/stale-draft"
import { purchaseDefinition } from "@/domain/purchase-documents/purchase-header"
import { readPurchaseDocument } from "@/domain/purchase-documents/read-purchase-document"
import { savePurchaseDocument } from "@/domain/purchase-documents/save-purchase-document"
import { messages } from "@/messages"
import { editOf } from "./edit"
import { makeActor, makeCompany, makeItem, makeVendor } from "./factories"
import { makePurchaseInvoice } from "./purchase-invoices"

let actor: Actor
let vendorNo: string
let itemNo: string
let values: Record<LineField, [string, string]>

beforeAll(async () => {
  const { id } = await makeCompany()
  actor = await makeActor(id, "purchaser")
  vendorNo = (await makeVendor(id)).no
  const items = [0, 1, 2].map(() => makeItem(id, { lastDirectCost: "100" }, { DOOS: "12", SET: "4" }))
  const [first, second, third] = await Promise.all(items)
  itemNo = first!.no
  values = {
    no: [second!.no, third!.no],
    description: ["As agreed", "Second choice"],
    quantity: ["7.5", "-2"],
    unitOfMeasureCode: ["DOOS", "SET"],
    price: ["0.061232374", "12.34"],
    pricePer: ["100", "1000"],
    lineDiscountPercent: ["12.34567", "100"],
    lineDiscountAmount: ["12.5", "40"],
    lineAmount: ["250.55", "0"],
    vatProdPostingGroup: ["LAAG", "VRIJ"],
    allowInvoiceDiscount: ["no", "yes"],
  }
})

const make = () => makePurchaseInvoice(actor, vendorNo, [{ no: itemNo, quantity: "3" }])
const read = (no: string) => readPurchaseDocument(actor, no)
const save = async (no: string, page: Awaited<ReturnType<typeof read>>, field: LineField, value: string) =>
  savePurchaseDocument(actor, no, editOf(page, { lines: { [page.lines[0]!.lineId]: { [field]: value } } }))
const control = (lineId: number, field: LineField) => lineFieldName(purchaseDefinition, lineId, field)

test.each(lineFields)("%s has a name in every language", field => {
  for (const { documents } of Object.values(messages)) {
    expect(documents.field).toHaveProperty(field === "price" ? "directUnitCost" : field)
    const said = lineField[field]
    if (said.kind === "choice") for (const word of said.words) expect(documents).toHaveProperty([said.texts, word])
  }
})

test.each(lineFields)("%s is saved, told of, and read as it is shown", async field => {
  const no = await make()
  const before = await read(no)
  const [value] = values[field]
  await save(no, before, field, value)
  const after = await read(no)
  const line = after.lines[0]!
  expect(lineTexts(line)[field]).toBe(value)
  expect(after.history[0]!.data.changes).toContainEqual(
    expect.objectContaining({
      field: control(line.lineId, field),
      before: lineTexts(before.lines[0]!)[field],
      after: value,
    }),
  )
  const currency = { amountDecimals: 2, currencyCode: "EUR", currencies: [] }
  for (const language of ["nl", "en"] as const) {
    const reader = { language, today: "2026-11-29", priceField: "directUnitCost" as const, ...currency }
    expect(readLine(shownLine(line, reader), reader).line.values).toMatchObject({ [field]: value })
  }
})

test.each(lineFields)("%s is merged with what somebody else typed", async field => {
  const no = await make()
  const seen = await read(no)
  const [theirs, mine] = values[field]
  await save(no, seen, field, theirs)
  const { lineId } = seen.lines[0]!
  const stale = (await save(no, seen, field, mine).catch((error: unknown) => error)) as StaleDraft
  expect(stale).toBeInstanceOf(StaleDraft)
  // Of two answers the second is where the document stands: nobody can type a third.
  if (lineField[field].kind === "boolean") return
  expect(stale.conflicts).toContainEqual(expect.objectContaining({ field: control(lineId, field), theirs, mine }))
  expect(stale.form.lines[0]!.values[field]).toBe(mine)
})
