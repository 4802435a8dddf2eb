import { and, eq } from "drizzle-orm"
import { bankAccount, company, currency, vendor } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise, may } from "@/domain/access/actor"
import { shownName } from "@/domain/access/shown-name"
import { type EventRead, readEvents } from "@/domain/history/read-events"
import { type OrderRow, orderedPayment, seeOrder } from "@/domain/payment-orders/find-order"
import { weighOrder } from "@/domain/payment-orders/weigh-order"
import type { NewPayment } from "@/domain/payments/check-payment"
import { accountOf, readPaidTo } from "@/domain/payments/paid-to"
import { readEntries, type VendorEntry } from "@/domain/payments/read-entries"
import { approvalsOf, type DraftApprovals } from "@/domain/purchase-approvals/read-approvals"
import { shownNumber } from "@/domain/vendor-bank-accounts/bank-account"

export type OrderRead = {
  order: OrderRow
  payment: NewPayment
  vendorName: string
  requestedByName: string
  amountDecimals: number
  companyCurrencyCode: string
  lcyAmountDecimals: number
  bankName: string
  /** As it goes, also where the vendor's own was not said; "": as the bank transfers. */
  methodCode: string
  /** The account that is paid, as far as the reader may see it; "": none. */
  paidTo: string
  /** What it settles, with how much of it. */
  entries: { entry: VendorEntry | undefined; amount: string; takesDiscount: boolean }[]
  approvals: DraftApprovals
  /** Signed fields that are not as the approval in force signed them. */
  changed: string[]
  /** What the actor may do now; the operations ask again. */
  may: { register: boolean; change: boolean; withdraw: boolean }
  history: EventRead[]
}

/** A payment order, its approvals, and what the actor may do about it. @throws NotFound; Forbidden */
export async function readOrder(actor: Actor, no: string): Promise<OrderRead> {
  authorise(actor, "books.see")
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const order = await seeOrder(tx, actor, no)
    const payment = orderedPayment(order)
    const { matter, beside, changes } = await weighOrder(tx, order)
    const [found] = await tx
      .select({
        requestedByName: shownName(companyId, order.requestedBy),
        companyCurrencyCode: company.currencyCode,
        bankName: bankAccount.name,
        paymentMethodCode: vendor.paymentMethodCode,
      })
      .from(company)
      .leftJoin(bankAccount, and(eq(bankAccount.companyId, company.id), eq(bankAccount.no, payment.bankAccountNo)))
      .leftJoin(vendor, and(eq(vendor.companyId, company.id), eq(vendor.no, order.vendorNo)))
      .where(eq(company.id, companyId))
    const decimals = await tx
      .select({ code: currency.code, amountDecimals: currency.amountDecimals })
      .from(currency)
      .where(eq(currency.companyId, companyId))
    const decimalsOf = (code: string) => decimals.find(each => each.code === code)?.amountDecimals ?? 2
    const entries = await readEntries(
      tx,
      companyId,
      payment.applications.map(({ vendorLedgerEntryNo }) => vendorLedgerEntryNo),
    )
    const approvals = await approvalsOf(tx, actor, matter, "rules", beside)
    const to = await readPaidTo(tx, companyId, payment, {
      no: order.vendorNo,
      paymentMethodCode: found!.paymentMethodCode,
    })
    const account = accountOf(payment, to)
    const isMine = order.endedAt === null && may(actor, "purchase_invoice.post")
    const { send, cancel, answer, ask, reopen } = approvals.may
    return {
      order,
      payment,
      vendorName: matter.said.vendorName,
      requestedByName: found!.requestedByName,
      amountDecimals: decimalsOf(order.currencyCode),
      companyCurrencyCode: found!.companyCurrencyCode,
      lcyAmountDecimals: decimalsOf(found!.companyCurrencyCode),
      bankName: found!.bankName ?? "",
      methodCode: to.method?.code ?? "",
      paidTo: account ? `${shownNumber(account, may(actor, "vendor_bank_account.see"))} ${account.accountHolder}` : "",
      entries: payment.applications.map(({ vendorLedgerEntryNo, amount, takesDiscount = false }) => ({
        entry: entries.get(vendorLedgerEntryNo),
        amount,
        takesDiscount,
      })),
      approvals: {
        ...approvals,
        may: isMine
          ? { send, cancel, answer, ask, reopen }
          : { send: false, cancel: false, answer: false, ask: false, reopen: false },
      },
      changed: (await changes()).map(({ field }) => field),
      may: { register: isMine && order.reviewState === "reviewed", change: isMine, withdraw: isMine },
      history: await readEvents(tx, companyId, "payment_order", no),
    }
  })
}
