/**
 * Each field of a document's header, by its definition: it is read, refused at its control, saved, told of in the history,
 * merged with what somebody else typed, posted, copied by Correct, printed and searched for.
 */
import { randomUUID } from "node:crypto"
import { beforeAll, describe, expect, test } from "vitest"
import { printedFields } from "@/app/_document-form/printed-fields"
import { purchasesSetup } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import type { DocumentDefinition } from "@/domain/documents/document-definition"
import { type DraftEdit, headerField } from "@/domain/documents/draft"
import type { HeaderField } from "@/domain/documents/header-definition"
import { headerColumns, headerTexts, mayBeBlank } from "@/domain/documents/header-values"
import { StaleDraft } from "@/domain/documents/stale-draft"
import { Refusal } from "@/domain/errors"
import { correctPostedInvoice } from "@/domain/posted-purchase-documents/cancel-posted-invoice"
import { listPostedPurchaseDocuments } from "@/domain/posted-purchase-documents/list-posted-purchase-documents"
import {
  type PostedHeader,
  readPostedPurchaseDocument,
} from "@/domain/posted-purchase-documents/read-posted-purchase-document"
import { listPurchaseDocuments } from "@/domain/purchase-documents/list-purchase-documents"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { purchaseDefinition, purchaseHeader } from "@/domain/purchase-documents/purchase-header"
import { readPurchaseDocument } from "@/domain/purchase-documents/read-purchase-document"
import { savePurchaseDocument } from "@/domain/purchase-documents/save-purchase-document"
import { createSalesInvoice } from "@/domain/sales-invoices/create-sales-invoice"
import { listSalesInvoices } from "@/domain/sales-invoices/list-sales-invoices"
import { readSalesInvoice } from "@/domain/sales-invoices/read-sales-invoice"
import { salesDefinition } from "@/domain/sales-invoices/sales-header"
import { saveSalesInvoice } from "@/domain/sales-invoices/save-sales-invoice"
import { messages } from "@/messages"
import { type Codes, insertCodes, readTyped, twoValues, wrongFor } from "./document-fields"
import { editOf } from "./edit"
import { makeActor, makeCompany, makeCustomer, makeItem, makeVendor } from "./factories"
import { makePurchaseInvoice } from "./purchase-invoices"

type Kind = {
  definition: DocumentDefinition
  make: () => Promise<string>
  read: (
    no: string,
  ) => Promise<Awaited<ReturnType<typeof readPurchaseDocument>> | Awaited<ReturnType<typeof readSalesInvoice>>>
  save: (no: string, edit: DraftEdit) => Promise<unknown>
  find: (search: string) => Promise<string[]>
}

let actor: Actor
let codes: Codes
let itemNo: string
const found = ({ rows }: { rows: { no: string }[] }) => rows.map(({ no }) => no)

const purchase: Kind = {
  definition: purchaseDefinition,
  make: () => makePurchaseInvoice(actor, codes.vendor[0]!, [{ no: itemNo, quantity: "3" }]),
  read: no => readPurchaseDocument(actor, no),
  save: (no, edit) => savePurchaseDocument(actor, no, edit),
  find: async search => found(await listPurchaseDocuments(actor, { search })),
}
const sales: Kind = {
  definition: salesDefinition,
  make: () => createSalesInvoice(actor, { formId: randomUUID(), customerNo: codes.customer[0]! }),
  read: no => readSalesInvoice(actor, no),
  save: (no, edit) => saveSalesInvoice(actor, no, edit),
  find: async search => found(await listSalesInvoices(actor, { search })),
}

beforeAll(async () => {
  const { id } = await makeCompany()
  actor = await makeActor(id, "purchasing_manager")
  itemNo = (await makeItem(id, { lastDirectCost: "100" })).no
  // So that what VAT is worked out from may be less by any percent.
  await inCompany(id, tx => tx.update(purchasesSetup).set({ vatTolerancePercent: "100", paymentDiscountExclVat: true }))
  const three = <T>(make: () => Promise<T>) => Promise.all([make(), make(), make()])
  const vendors = await three(() => makeVendor(id))
  const customers = await three(() => makeCustomer(id))
  codes = await insertCodes(
    id,
    vendors.map(({ no }) => no),
    customers.map(({ no }) => no),
  )
})

describe.each([
  ["purchase documents", purchase],
  ["sales invoices", sales],
] as const)("%s", (_, kind) => {
  const { header: definition } = kind.definition
  const each = definition.typed.map((name): [string, HeaderField] => [name, definition.fields[name]!])

  /** What has to be typed along for the field to count. */
  const beside = (field: HeaderField): Record<string, string> =>
    field.kind === "discount" ? { [field.by]: "percent" } : {}

  test.each(each)("%s has a name in every language", (name, field) => {
    for (const language of Object.values(messages)) {
      const { header, ...texts } = language.documents
      expect(header).toHaveProperty(name)
      if (field.kind === "choice") for (const word of field.words) expect(texts).toHaveProperty([field.texts, word])
    }
  })

  test.each(each)("%s is read as it is shown", (name, field) => {
    for (const value of twoValues(name, field, codes)) {
      expect(readTyped(definition, { ...beside(field), [name]: value })).toMatchObject({ [name]: value })
    }
  })

  test.each(each)("%s is refused at its control", async (name, field) => {
    const no = await kind.make()
    const { text, code } = wrongFor(field)
    const edit = editOf(await kind.read(no), { header: { ...beside(field), [name]: text } })
    const refused = await kind.save(no, edit).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(Refusal)
    expect((refused as Refusal).issues).toContainEqual(expect.objectContaining({ field: headerField(name), code }))
  })

  test.each(each)("%s is saved, cleared where it may be blank, and told of", async (name, field) => {
    const no = await kind.make()
    const before = await kind.read(no)
    const [value] = twoValues(name, field, codes)
    await kind.save(no, editOf(before, { header: { ...beside(field), [name]: value } }))
    const after = await kind.read(no)
    expect(headerTexts(definition, after.header)[name]).toBe(value)
    expect(after.history[0]!.data.changes).toContainEqual({
      field: headerField(name),
      before: headerTexts(definition, before.header)[name],
      after: value,
    })
    if (!mayBeBlank(definition, name)) return
    await kind.save(no, editOf(after, { header: { [name]: "" } }))
    expect((await kind.read(no)).header).toHaveProperty(name, null)
  })

  test.each(each)("%s is merged with what somebody else typed", async (name, field) => {
    const no = await kind.make()
    const seen = await kind.read(no)
    const [theirs, mine] = twoValues(name, field, codes)
    await kind.save(no, editOf(seen, { header: { ...beside(field), [name]: theirs } }))
    const stale = async (header: Record<string, string>) => {
      const error = await kind.save(no, editOf(seen, { header })).catch((refused: unknown) => refused)
      expect(error).toBeInstanceOf(StaleDraft)
      return error as StaleDraft
    }
    const alone = await stale({})
    expect(alone.taken).toContainEqual(expect.objectContaining({ field: headerField(name), theirs }))
    expect(alone.form.header[name]).toBe(theirs)
    // Of two answers the second is where the document stands: nobody can type a third.
    if (field.kind === "boolean") return
    const both = await stale({ [name]: mine })
    expect(both.conflicts).toContainEqual(expect.objectContaining({ field: headerField(name), theirs, mine }))
    expect(both.form.header[name]).toBe(mine)
  })

  const searched = each.filter(([, field]) => field.searched)
  test.each(searched)("%s is searched for", async (name, field) => {
    const no = await kind.make()
    const [value] = twoValues(name, field, codes)
    await kind.save(no, editOf(await kind.read(no), { header: { [name]: value } }))
    expect(await kind.find(value.toLowerCase())).toContain(no)
  })
})

describe("a posted purchase invoice", () => {
  let posted: PostedHeader
  let corrected: Record<string, string>
  const { typed, fields } = purchaseHeader
  const values = () =>
    Object.fromEntries(
      typed
        // Control totals are compared with the lines, and kept by nobody.
        .filter(name => fields[name]!.kind !== "amount")
        .map(name => [name, twoValues(name, fields[name]!, codes)[0]]),
    )

  beforeAll(async () => {
    const draft = await purchase.make()
    const header = { ...values(), invoiceDiscountCalculation: "percent" }
    await savePurchaseDocument(actor, draft, editOf(await readPurchaseDocument(actor, draft), { header }))
    const { no } = await postPurchaseDocument(actor, draft, { unreviewed: true })
    posted = (await readPostedPurchaseDocument(actor, "invoice", no)).header
    const { draftNo } = await correctPostedInvoice(actor, no, { postingDate: null, reason: "Wrong price" })
    corrected = headerTexts(purchaseHeader, (await readPurchaseDocument(actor, draftNo)).header)
  })

  test.each(typed.filter(name => !fields[name]!.unposted))("%s is on it, and on the corrected copy", name => {
    const { [name]: value } = values()
    expect(posted).toMatchObject(headerColumns(purchaseHeader, { [name]: value! }))
    // Says which draft it is.
    if (name === "postingDescription") expect(corrected[name]).toMatch(/^Invoice /)
    else expect(corrected[name]).toBe(value)
  })

  test.each(typed.filter(name => fields[name]!.unposted))("%s is of the draft alone", name => {
    expect(posted).not.toHaveProperty(name)
  })

  test.each(typed.filter(name => fields[name]!.printed))("%s is printed", name => {
    const { [name]: value } = values()
    expect(printedFields(purchaseHeader, posted)).toContainEqual(expect.objectContaining({ name, value }))
  })

  test.each(typed.filter(name => fields[name]!.searched))("%s is searched for", async name => {
    const { [name]: search } = values()
    expect(found(await listPostedPurchaseDocuments(actor, { documentType: "invoice", search }))).toContain(posted.no)
  })
})
