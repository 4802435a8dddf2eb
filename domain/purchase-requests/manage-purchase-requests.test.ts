/** What becomes of requests that are retried, cancelled and built when they are not as one thought; what is written: request-rows.test.ts. */
import { eq } from "drizzle-orm"
import { beforeAll, expect, test } from "vitest"
import { event, notification, purchaseRequest } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { NotFound } from "@/domain/errors"
import { makeActor, makeCompany, makeVendor } from "@/test/factories"
import { makePurchaseRequest } from "@/test/purchase-requests"
import { buildPurchaseInvoice } from "./build-purchase-invoice"
import { cancelPurchaseRequests } from "./cancel-purchase-requests"
import { giveUpPurchaseRequest } from "./give-up-purchase-request"
import { retryPurchaseRequests } from "./retry-purchase-requests"
import { purchaseRequestWork } from "./work-kind"

let companyId: number
let processor: Actor
let vendorNo: string

beforeAll(async () => {
  companyId = (await makeCompany()).id
  processor = await makeActor(companyId, "order_processor")
  vendorNo = (await makeVendor(companyId)).no
})

const ask = (salesInvoiceNo?: string) =>
  makePurchaseRequest(processor, { vendorNo, ...(salesInvoiceNo && { salesInvoiceNo }) })
async function failed() {
  const asked = await ask()
  await giveUpPurchaseRequest(companyId, asked.no)
  return asked
}
const stateOf = async (no: string) =>
  (await inCompany(companyId, tx => tx.select().from(purchaseRequest).where(eq(purchaseRequest.no, no))))[0]!.state

test("of several that are retried each says what became of it, once, in the order of their numbers", async () => {
  const [first, queued, third] = [await failed(), await ask(), await failed()]
  expect(await retryPurchaseRequests(processor, [third.no, queued.no, first.no, third.no])).toEqual([
    { no: first.no, outcome: "retried", generation: 2 },
    { no: queued.no, outcome: "refused", state: "queued", boughtBy: undefined },
    { no: third.no, outcome: "retried", generation: 2 },
  ])
  expect(await retryPurchaseRequests(processor, [])).toEqual([])
  expect(await cancelPurchaseRequests(processor, [])).toEqual([])
})

test("one whose lines were bought meanwhile is not retried, and says by which request", async () => {
  const [first, alone] = [await failed(), await failed()]
  const second = await ask(first.salesInvoiceNo)
  expect(await retryPurchaseRequests(processor, [first.no, alone.no])).toEqual([
    { no: first.no, outcome: "refused", state: "failed", boughtBy: [second.no] },
    { no: alone.no, outcome: "retried", generation: 2 },
  ])
  expect(await stateOf(first.no)).toBe("failed")
})

test("where one is not there, none is retried or cancelled", async () => {
  const [gone, waiting] = [await failed(), await ask()]
  await expect(retryPurchaseRequests(processor, [gone.no, "none"])).rejects.toThrow(NotFound)
  await expect(cancelPurchaseRequests(processor, [waiting.no, "none"])).rejects.toThrow(NotFound)
  expect([await stateOf(gone.no), await stateOf(waiting.no)]).toEqual(["failed", "queued"])
})

test("who cancels what they asked for hears nothing of it; what is cancelled is neither cancelled again nor built", async () => {
  const { no } = await ask()
  const [failing, other] = [await failed(), await ask()]
  expect(await cancelPurchaseRequests(processor, [no, failing.no])).toEqual([
    { no, outcome: "cancelled" },
    { no: failing.no, outcome: "refused", state: "failed" },
  ])
  expect(await stateOf(other.no)).toBe("queued")
  const told = await inCompany(companyId, tx =>
    tx
      .select({ kind: event.kind })
      .from(notification)
      .innerJoin(event, eq(event.id, notification.eventId))
      .where(eq(event.subjectNo, no)),
  )
  expect(told).toEqual([])
  expect(await cancelPurchaseRequests(processor, [no])).toEqual([{ no, outcome: "refused", state: "cancelled" }])
  expect(await buildPurchaseInvoice(companyId, no)).toEqual({ outcome: "not_queued" })
  expect(await buildPurchaseInvoice(companyId, "none")).toEqual({ outcome: "not_queued" })
})

test("an event leads to the invoice once it is there, and else to the request; the letters say what was built or failed", async () => {
  const { page, letters, run } = purchaseRequestWork
  const data = { purchaseInvoiceNo: "IF 1/2", vendorName: "Bakker", lineCount: 3, costChanges: 1 }
  expect(page("IA1", { kind: "purchase_request.ready", data })).toBe("purchase-invoices/IF%201%2F2")
  expect(page("IA 1", { kind: "purchase_request.ready", data: {} })).toBe("purchase-requests/IA%201")
  expect(page("IA1", { kind: "purchase_request.failed", data })).toBe("purchase-requests/IA1")
  expect(letters.ready!("IA1", data)).toEqual({ no: "IF 1/2", vendor: "Bakker", lines: 3, costChanges: 1 })
  expect(letters.failed!("IA1", data)).toEqual({ no: "IA1", vendor: "Bakker" })
  expect(await run(companyId, (await ask()).no, () => false)).toBe("ready")
})
