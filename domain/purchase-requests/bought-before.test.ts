import { randomUUID } from "node:crypto"
import { eq } from "drizzle-orm"
import { beforeAll, expect, test } from "vitest"
import { purchaseRequest, type vendor } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { Decimal } from "@/domain/money/decimal"
import { cancelPostedInvoice } from "@/domain/posted-purchase-documents/cancel-posted-invoice"
import { deletePurchaseDocument } from "@/domain/purchase-documents/delete-purchase-document"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { readPurchaseDocument } from "@/domain/purchase-documents/read-purchase-document"
import { savePurchaseDocument } from "@/domain/purchase-documents/save-purchase-document"
import { editOf } from "@/test/edit"
import { itemLine, makeActor, makeCompany, makeItem, makeSalesInvoice, makeVendor } from "@/test/factories"
import { askForPurchaseInvoice } from "@/test/purchase-requests"
import { BoughtBefore, readBought } from "./bought-before"
import { buildPurchaseInvoice } from "./build-purchase-invoice"
import { cancelPurchaseRequests } from "./cancel-purchase-requests"
import { preparePurchase } from "./prepare-purchase"
import type { PurchaseRequestInput } from "./request-purchase-invoice"
import { retryPurchaseRequests } from "./retry-purchase-requests"

let companyId: number
let manager: Actor
let seller: typeof vendor.$inferSelect

beforeAll(async () => {
  companyId = (await makeCompany()).id
  manager = await makeActor(companyId, "purchasing_manager", "purchaser")
  seller = await makeVendor(companyId)
})

/** A sales invoice of twelve and of five. */
async function sell() {
  const items = [await makeItem(companyId), await makeItem(companyId)]
  const { no } = await makeSalesInvoice(companyId, [
    itemLine(items[0]!, { quantity: "12" }),
    itemLine(items[1]!, { quantity: "5" }),
  ])
  const { lines } = await preparePurchase(manager, {
    salesInvoiceNo: no,
    scope: { kind: "all_lines" },
    vendorNo: seller.no,
    edits: new Map(),
    page: 1,
  })
  return { no, lineIds: lines.map(({ lineId }) => lineId) }
}

type Asked = Partial<PurchaseRequestInput> & { quantities?: [number, number][] }

/** As a page that was opened before anything was bought. @returns the request's number, or the question */
async function ask(salesInvoiceNo: string, { quantities = [], ...asked }: Asked = {}) {
  return askForPurchaseInvoice(manager, {
    salesInvoiceNo,
    vendorNo: seller.no,
    edits: new Map(quantities.map(([lineId, quantity]) => [lineId, { quantity: new Decimal(quantity) }])),
    ...asked,
  }).then(
    requested => requested.no,
    (error: unknown) => {
      if (error instanceof BoughtBefore) return error
      throw error
    },
  )
}

const said = (answer: string | BoughtBefore) =>
  typeof answer === "string"
    ? "requested"
    : answer.lines.map(({ bought, asked, sold }) => [bought, asked, sold].map(Number))

/** The draft of a request, built. @returns its number */
async function built(request: string | BoughtBefore): Promise<string> {
  await buildPurchaseInvoice(companyId, request as string)
  const [found] = await inCompany(companyId, tx =>
    tx
      .select()
      .from(purchaseRequest)
      .where(eq(purchaseRequest.no, request as string)),
  )
  return found!.purchaseInvoiceNo!
}

const boughtOf = async (no: string) => (await inCompany(companyId, tx => readBought(tx, companyId, no))).length

test("a page opened before the first OK is asked by line and quantity, and goes on for that answer alone", async () => {
  const { no, lineIds } = await sell()
  const [first, second] = lineIds as [number, number]
  expect(
    said(
      await ask(no, {
        quantities: [
          [first, 4],
          [second, 0],
        ],
      }),
    ),
  ).toBe("requested")
  // What is left is bought without a word.
  expect(said(await ask(no, { quantities: [[first, 8]] }))).toBe("requested")
  const asked = await ask(no)
  expect(said(asked)).toEqual([
    [12, 12, 12],
    [5, 5, 5],
  ])
  const { consent: buyAgain } = asked as BoughtBefore
  // Another quantity is another question.
  expect(said(await ask(no, { buyAgain, quantities: [[first, 1]] }))).not.toBe("requested")
  expect(said(await ask(no, { buyAgain }))).toBe("requested")
  // And so is what was bought meanwhile.
  expect(said(await ask(no, { buyAgain }))).toEqual([
    [24, 12, 12],
    [10, 5, 5],
  ])
  expect(said(await ask(no, { scope: { kind: "selected_lines", lineIds: [second] } }))).toEqual([[10, 5, 5]])
})

test("of several pages that press OK at once one buys and the others are asked", async () => {
  const { no } = await sell()
  const answers = await Promise.all(Array.from({ length: 6 }, () => ask(no)))
  expect(answers.filter(answer => typeof answer === "string")).toHaveLength(1)
  // The same form is one form still.
  const other = await sell()
  const formId = randomUUID()
  const same = await Promise.all(Array.from({ length: 6 }, () => ask(other.no, { formId })))
  expect(new Set(same).size).toBe(1)
})

test("what became of a request counts: cancelled, failed, deleted and cancelled after posting free its lines", async () => {
  const { no } = await sell()
  const cancelled = await ask(no)
  expect(await boughtOf(no)).toBe(2)
  await cancelPurchaseRequests(manager, [cancelled as string])
  expect(await boughtOf(no)).toBe(0)

  const deleted = await built(await ask(no))
  expect(said(await ask(no))).not.toBe("requested")
  await deletePurchaseDocument(manager, deleted, 1)
  expect(await boughtOf(no)).toBe(0)

  const posted = await built(await ask(no))
  const page = await readPurchaseDocument(manager, posted)
  await savePurchaseDocument(manager, posted, editOf(page, { header: { vendorInvoiceNo: "B-1" } }))
  const { no: invoiceNo } = await postPurchaseDocument(manager, posted, { unreviewed: true })
  expect(await boughtOf(no)).toBe(2)
  await cancelPostedInvoice(manager, invoiceNo, { postingDate: page.header.postingDate, reason: "Wrong goods" })
  expect(await boughtOf(no)).toBe(0)

  const failing = await ask(no)
  await inCompany(companyId, tx =>
    tx
      .update(purchaseRequest)
      .set({ state: "failed", finishedAt: new Date(), failure: [] })
      .where(eq(purchaseRequest.no, failing as string)),
  )
  expect(await boughtOf(no)).toBe(0)
  const instead = await ask(no)
  expect(said(instead)).toBe("requested")
  // The failed one is not built after all.
  expect(await retryPurchaseRequests(manager, [failing as string])).toEqual([
    { no: failing, outcome: "refused", state: "failed", boughtBy: [instead] },
  ])
  await cancelPurchaseRequests(manager, [instead as string])
  expect(await retryPurchaseRequests(manager, [failing as string])).toMatchObject([{ outcome: "retried" }])
})
