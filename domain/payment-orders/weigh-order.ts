import { and, eq } from "drizzle-orm"
import { bankAccount, vendor } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { type ApprovalSetup, readApproval, readApprovalSetup, readInForce } from "@/domain/approvals/in-force"
import type { Approvable } from "@/domain/approvals/matter"
import { readApprovalPeople } from "@/domain/approvals/people"
import { readWorkingCalendar } from "@/domain/calendar/read-working-calendar"
import { today } from "@/domain/dates/date"
import type { NewPayment } from "@/domain/payments/check-payment"
import { weighPayment } from "@/domain/payments/needs-approval"
import { accountOf, readPaidTo } from "@/domain/payments/paid-to"
import { amountOfOrder } from "./amount-of-order"
import { readBoughtFrom } from "./bought-from"
import { type OrderRow, orderedPayment } from "./find-order"
import { neverApprovesOrder } from "./never-approves-order"
import { besideOfOrder, digestOfOrder, orderChanges, type SignedOrder, signedOrderOf } from "./signed-order"

/**
 * A payment order as its approval has it, worked out anew. Whatever the company does with its drafts, payments are approved by rules.
 *
 * @param order locked, where it is answered or registered
 */
export async function weighOrder(tx: Tx, order: OrderRow): Promise<Approvable> {
  const { companyId, no, version, requestedBy, reviewState, vendorNo } = order
  const payment = orderedPayment(order)
  const setup: ApprovalSetup = { ...(await readApprovalSetup(tx, companyId)), approval: "rules" }
  const { signed, vendorName } = await readSignedOrder(tx, companyId, payment)
  const inForce = await readInForce(tx, companyId, "payment_order", no)
  const said = { documentType: "payment_order", vendorName }
  return {
    matter: {
      type: "payment_order",
      ...{ companyId, no, version, requestedBy, reviewState, said },
      historyOf: { type: "payment_order", no },
    },
    setup,
    inForce,
    signed,
    digest: digestOfOrder(signed),
    isNothing: false,
    beside: besideOfOrder(payment),
    changes: async () =>
      inForce ? orderChanges((await readApproval(tx, companyId, inForce.id)).signed as SignedOrder, signed) : [],
    isKeptDespite: async () => false,
    consider: async senderId => {
      const { amount, timeZone } = await amountOfOrder(tx, companyId, payment)
      const day = today(timeZone)
      const people = await readApprovalPeople(tx, companyId, day)
      const payer = { companyId, userId: requestedBy }
      const subject = {
        ...(await weighPayment(tx, payer, payment, amount, setup.splitGuardDays, order.id)),
        kind: "payment" as const,
        senderId,
        requesterId: requestedBy,
        vendorNos: [vendorNo, ...(await readBoughtFrom(tx, companyId, payment))],
        // What is paid was approved by its accounts as a document.
        parts: new Map<string, never>(),
        accountNos: new Set<string>(),
        differencePercent: null,
        // The small firm's rule is of purchases: nobody pays by their own word.
        excluded: await neverApprovesOrder(tx, order, senderId),
      }
      return { setup: people, subject, day, calendar: await readWorkingCalendar(tx, companyId, day) }
    },
  }
}

/** What an approval of a payment would sign now. */
export async function readSignedOrder(
  tx: Tx,
  companyId: number,
  payment: NewPayment,
): Promise<{ signed: SignedOrder; vendorName: string }> {
  const [[paid], [own]] = await Promise.all([
    tx
      .select({ no: vendor.no, name: vendor.name, paymentMethodCode: vendor.paymentMethodCode })
      .from(vendor)
      .where(and(eq(vendor.companyId, companyId), eq(vendor.no, payment.vendorNo))),
    tx
      .select({ iban: bankAccount.iban })
      .from(bankAccount)
      .where(and(eq(bankAccount.companyId, companyId), eq(bankAccount.no, payment.bankAccountNo))),
  ])
  const found = paid ?? { no: payment.vendorNo, name: "", paymentMethodCode: null }
  const to = await readPaidTo(tx, companyId, payment, found)
  const resolved = {
    paidTo: accountOf(payment, to),
    methodCode: to.method?.code ?? null,
    ownIban: own?.iban ?? "",
  }
  return { signed: signedOrderOf(payment, resolved), vendorName: found.name }
}
