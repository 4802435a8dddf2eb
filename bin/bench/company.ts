import type { Actor } from "@/domain/access/actor"
import { BoughtBefore } from "@/domain/purchase-requests/bought-before"
import { requestPurchaseInvoice } from "@/domain/purchase-requests/request-purchase-invoice"
import {
  itemLine,
  makeActor,
  makeCompany,
  makeItem,
  makePurchasePrice,
  makeSalesInvoice,
  makeVendor,
  type TestItem,
} from "@/test/factories"

/** A company to measure in: one vendor with a price list of 500 items, sold in various quantities. */
export type BenchCompany = {
  companyId: number
  actor: Actor
  vendorNo: string
  /** Makes an ongoing sales invoice of so many lines and answers its number. */
  sell(lines: number): Promise<string>
  /** Asks for the purchase of a sales invoice and answers the request's number; its job is the caller's to enqueue. */
  ask(salesInvoiceNo: string): Promise<string>
}

/** Companies that work at once. */
const several = 10

/** Ten companies of the kind, with fewer items each. */
export async function benchCompanies(): Promise<BenchCompany[]> {
  const made: BenchCompany[] = []
  while (made.length < several) made.push(await benchCompany(50))
  return made
}

/** @param itemCount items of its vendor */
export async function benchCompany(itemCount = 500): Promise<BenchCompany> {
  const { id: companyId } = await makeCompany()
  const actor = await makeActor(companyId, "order_processor")
  await makeActor(companyId, "purchasing_manager")
  const { no: vendorNo } = await makeVendor(companyId)
  const items: TestItem[] = []
  for (let index = 0; index < itemCount; index++) {
    const item = await makeItem(
      companyId,
      { vendorNo, lastDirectCost: `${10 + (index % 90)}.${index % 10}5` },
      { DOOS: "12" },
    )
    if (index % 2 === 0) {
      await makePurchasePrice(companyId, { vendorNo, itemNo: item.no, directUnitCost: `${9 + (index % 90)}.25` })
    }
    items.push(item)
  }
  return {
    companyId,
    actor,
    vendorNo,
    async sell(lines) {
      const sold = Array.from({ length: lines }, (_, index) =>
        itemLine(items[(index * 7) % itemCount]!, { quantity: String(1 + (index % 48)) }),
      )
      return (await makeSalesInvoice(companyId, sold)).no
    },
    async ask(salesInvoiceNo) {
      const request = {
        formId: crypto.randomUUID(),
        salesInvoiceNo,
        salesInvoiceVersion: 1,
        scope: { kind: "all_lines" },
        vendorNo,
        edits: new Map(),
      } as const
      const requested = await requestPurchaseInvoice(actor, request).catch((error: unknown) => {
        // One sale is bought many times over here, which has to be meant.
        if (!(error instanceof BoughtBefore)) throw error
        return requestPurchaseInvoice(actor, { ...request, buyAgain: error.consent })
      })
      return requested.no
    },
  }
}
