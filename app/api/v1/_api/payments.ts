import { z } from "zod"
import { Decimal, sum } from "@/domain/money/decimal"
import { payVendor } from "@/domain/payment-approvals/pay-vendor"
import { paymentTypes } from "@/domain/payments/application"
import { listPayments, paymentSorts } from "@/domain/payments/list-payments"
import { readPayment } from "@/domain/payments/read-payment"
import { readPaymentForm } from "@/domain/payments/read-payment-form"
import { type Endpoint, endpoint } from "./endpoint"
import { openEntries, paymentBody, paymentMade, paymentRow, paymentState, shownPayment } from "./payment-schemas"
import { codeSchema, daySchema, listQuery, pageSchema, sortOf, sortWord } from "./schemas"

const shared = { tag: "Payments", status: 200 } as const
const see = { ...shared, method: "GET", scope: "payments.read" } as const

/** Payments to vendors, by the operations of their pages. */
export const paymentEndpoints: readonly Endpoint[] = [
  endpoint({
    ...see,
    path: "/payments",
    name: "listPayments",
    summary: "Payments and refunds, the latest first",
    right: "books.see",
    query: z.strictObject({
      ...listQuery,
      state: paymentState.optional(),
      vendorNo: codeSchema.optional(),
      from: daySchema.optional(),
      to: daySchema.optional(),
      sort: sortWord(paymentSorts).optional(),
    }),
    out: pageSchema(paymentRow),
    async run({ actor, query: { sort, ...query } }) {
      return { data: await listPayments(actor, { ...query, ...sortOf(sort) }) }
    },
  }),
  endpoint({
    ...see,
    path: "/payments/{no}",
    name: "readPayment",
    summary: "A payment or refund",
    right: "books.see",
    out: shownPayment,
    async run({ actor, params }) {
      const { entry, transaction, vendorName, remaining, orderNo, reversal } = await readPayment(actor, params.no!)
      const { documentNo: no, documentType, vendorNo, postingDate, currencyCode, amount: paid } = entry
      const { postedByName, postedAt } = transaction
      const of = { no, documentType, vendorNo, vendorName, postingDate, currencyCode, amount: paid }
      const reversedOn = reversal?.postingDate ?? null
      return { data: { ...of, remaining, orderNo, postedByName, postedAt, reversedOn } }
    },
  }),
  endpoint({
    ...see,
    path: "/vendors/{no}/open-entries",
    name: "listOpenEntriesOfVendor",
    summary: "What a vendor can be paid for, and from and to which bank accounts",
    right: "purchase_invoice.post",
    query: z.strictObject({ type: z.enum(paymentTypes).default("payment"), currency: codeSchema.optional() }),
    out: openEntries,
    async run({ actor, params, query: { type, currency } }) {
      const form = await readPaymentForm(actor, { vendorNo: params.no!, type, currencyCode: currency })
      const entries = form.entries.map(({ transactionNo, remaining, ...entry }) => ({
        ...entry,
        vendorLedgerEntryNo: transactionNo,
        remaining: new Decimal(remaining).abs().toFixed(),
      }))
      return { data: { ...form, vendorNo: form.vendor.no, entries } }
    },
  }),
  endpoint({
    ...shared,
    method: "POST",
    path: "/payments",
    name: "createPayment",
    summary:
      "Pay a vendor, or be paid back: it is registered, or ordered and sent for approval from the company's amount on",
    description:
      "As the form does: what has to be approved first is written down as a payment order, whose address is answered.",
    scope: "payments.write",
    right: "purchase_invoice.post",
    body: paymentBody,
    status: 201,
    out: paymentMade,
    async run({ actor, body, sending }) {
      const total = () => sum(body.applications.map(each => new Decimal(each.amount))).toFixed()
      const paid = { ...body, formId: sending, amount: body.amount ?? total() }
      const { no, isOrdered } = await payVendor(actor, paid)
      const location = `${isOrdered ? "payment-orders" : "payments"}/${encodeURIComponent(no)}`
      return { data: { no, kind: isOrdered ? ("payment_order" as const) : ("payment" as const) }, location }
    },
  }),
]
