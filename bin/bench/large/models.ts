import type { users } from "@/db/schema"
import { today } from "@/domain/dates/date"
import { registerPayment } from "@/domain/payments/register-payment"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { buildPurchaseInvoice } from "@/domain/purchase-requests/build-purchase-invoice"
import {
  itemLine,
  makeActor,
  makeCompany,
  makeCustomer,
  makeItem,
  makeMember,
  makePurchasePrice,
  makeSalesInvoice,
  makeVendor,
} from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { makePurchaseRequest } from "@/test/purchase-requests"

/** The number that a copy is told by, of vendors, items and customers. */
const first = "0000001"

/**
 * A company with one of everything, made as people do it: a sales invoice, the request that bought it, the draft that came of
 * it, a posted purchase invoice, and the payment that settled it.
 *
 * @param user becomes its purchasing manager
 */
export async function makeModels(slug: string, user: typeof users.$inferSelect): Promise<number> {
  const { id } = await makeCompany({ slug, name: `${slug} company` })
  const manager = await makeMember(id, user, ["purchasing_manager"])
  const processor = await makeActor(id, "order_processor")
  const vendor = await makeVendor(id, { no: `L${first}` })
  const item = await makeItem(id, { no: `A${first}`, vendorNo: vendor.no, vendorItemNo: `V-${first}` })
  await makePurchasePrice(id, { vendorNo: vendor.no, itemNo: item.no, directUnitCost: "9.25" })
  const customer = await makeCustomer(id, { no: `D${first}` })
  const sold = await makeSalesInvoice(id, [itemLine(item)], { no: `S${first}`, customerNo: customer.no })
  const asked = await makePurchaseRequest(processor, { vendorNo: vendor.no, salesInvoiceNo: sold.no })
  await buildPurchaseInvoice(id, asked.no)
  const bought = await makePurchaseInvoice(manager, vendor.no, [{ no: item.no, quantity: "3", price: "12.34" }])
  const { transactionNo } = await postPurchaseDocument(manager, bought, { unreviewed: true })
  await registerPayment(manager, {
    vendorNo: vendor.no,
    bankAccountNo: "BANK",
    // The company's day, as the invoice has: UTC's is the day before it after midnight.
    postingDate: today("Europe/Amsterdam"),
    currency: "EUR",
    amount: "44.79",
    description: "By bank",
    applications: [{ vendorLedgerEntryNo: transactionNo, amount: "44.79" }],
  })
  return id
}
