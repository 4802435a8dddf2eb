import { randomUUID } from "node:crypto"
import type { Actor } from "@/domain/access/actor"
import { type PurchaseRequestInput, requestPurchaseInvoice } from "@/domain/purchase-requests/request-purchase-invoice"
import { itemLine, makeItem, makeSalesInvoice, makeVendor } from "./factories"

/**
 * Asks for a purchase invoice as the page does with a form of its own.
 * @param asked of which sale, from whom; all its lines as they stand unless it says otherwise
 */
export function askForPurchaseInvoice(
  actor: Actor,
  asked: Partial<PurchaseRequestInput> & Pick<PurchaseRequestInput, "salesInvoiceNo" | "vendorNo">,
): ReturnType<typeof requestPurchaseInvoice> {
  return requestPurchaseInvoice(actor, {
    formId: randomUUID(),
    salesInvoiceVersion: 1,
    scope: { kind: "all_lines" },
    edits: new Map(),
    ...asked,
  })
}

/**
 * Asks for a purchase invoice as the page does: of all lines of a new sales invoice of one item, from a new vendor.
 * @param asked what to ask for instead
 * @returns the request's number and its generation
 */
export async function makePurchaseRequest(
  actor: Actor,
  asked: Partial<PurchaseRequestInput> = {},
): Promise<{ no: string; generation: number; vendorNo: string; salesInvoiceNo: string }> {
  const { companyId } = actor
  const vendorNo = asked.vendorNo ?? (await makeVendor(companyId)).no
  const salesInvoiceNo =
    asked.salesInvoiceNo ?? (await makeSalesInvoice(companyId, [itemLine(await makeItem(companyId))])).no
  const requested = await askForPurchaseInvoice(actor, { ...asked, vendorNo, salesInvoiceNo })
  if (requested.kind !== "requested") throw new Error("a new form id makes a new request")
  return { no: requested.no, generation: requested.generation, vendorNo, salesInvoiceNo }
}
