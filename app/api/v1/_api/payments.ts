import { z } from "zod"
import { Decimal, sum } from "@/domain/money/decimal"
import { payVendor } from "@/domain/payment-approvals/pay-vendor"
import { differenceTypes, paymentTypes } from "@/domain/payments/application"
import { listPayments, paymentSorts, paymentStates } from "@/domain/payments/list-payments"
import { readPayment } from "@/domain/payments/read-payment"
import { readPaymentForm } from "@/domain/payments/read-payment-form"
import { type Endpoint, endpoint } from "./endpoint"
import {
  amount,
  codeSchema,
  daySchema,
  decimal,
  instantSchema,
  listQuery,
  pageSchema,
  sortOf,
  sortWord,
  text,
} from "./schemas"

const state = z.enum(paymentStates)
const entryNo = z.number().int().describe("Of the vendor ledger entry, as `open-entries` has it.")

const row = z.object({
  no: z.string(),
  documentType: z.string().describe("payment, or refund, whose amount is negative."),
  vendorNo: z.string(),
  vendorName: z.string(),
  postingDate: daySchema,
  currencyCode: z.string(),
  amount,
  applied: amount.describe("Of a reversed payment nothing."),
  state,
})

const paymentBody = z.strictObject({
  type: z
    .enum(paymentTypes)
    .default("payment")
    .describe("A refund pays back what remains of payments and credit memos."),
  vendorNo: codeSchema,
  bankAccountNo: codeSchema,
  postingDate: daySchema,
  currency: codeSchema,
  amount: decimal.optional().describe("Left out, it is the sum of the applications."),
  description: text(100).default(""),
  externalDocumentNo: text(100).default(""),
  applications: z
    .array(
      z.strictObject({
        vendorLedgerEntryNo: entryNo,
        amount: decimal,
        takesDiscount: z.boolean().default(false),
        difference: z.enum(differenceTypes).optional().describe("How what remains is closed; left out, it stays open."),
      }),
    )
    .max(500)
    .default([])
    .describe("What it settles; the rest stays on account."),
  overpaid: z.enum(differenceTypes).optional().describe("How what is paid beyond the applications is closed."),
  paymentMethodCode: codeSchema.optional().describe("Left out, the vendor's own."),
  vendorBankAccountId: z
    .number()
    .int()
    .optional()
    .describe("A confirmed account of the vendor; left out, its only one."),
  bankAmount: decimal.optional(),
  bankRate: decimal.optional(),
  bankCharges: decimal.optional(),
  bankChargesAccountNo: codeSchema.optional(),
})

const openEntries = z.object({
  vendorNo: z.string(),
  currencyCode: z.string(),
  currencies: z.array(z.string()),
  entries: z
    .array(
      z.object({
        vendorLedgerEntryNo: entryNo,
        documentType: z.string(),
        documentNo: z.string(),
        externalDocumentNo: z.string(),
        dueDate: daySchema,
        remaining: amount,
        discountPossible: amount,
      }),
    )
    .describe("The oldest due first, 500 at most."),
  bankAccounts: z.array(z.object({ no: z.string(), name: z.string(), currencyCode: z.string() })),
  vendorBankAccounts: z.array(z.object({ id: z.number().int(), accountHolder: z.string(), number: z.string() })),
})

const payment = row.omit({ applied: true, state: true }).extend({
  remaining: amount,
  orderNo: z.string().nullable().describe("Of the payment order by which it was approved."),
  postedByName: z.string(),
  postedAt: instantSchema,
  reversedOn: daySchema.nullable(),
})

const made = z.object({
  no: z.string(),
  kind: z
    .enum(["payment", "payment_order"])
    .describe("payment_order: it is to be approved first, and others are asked."),
})

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
      state: state.optional(),
      vendorNo: codeSchema.optional(),
      from: daySchema.optional(),
      to: daySchema.optional(),
      sort: sortWord(paymentSorts).optional(),
    }),
    out: pageSchema(row),
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
    out: payment,
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
    out: made,
    async run({ actor, body, sending }) {
      const total = () => sum(body.applications.map(each => new Decimal(each.amount))).toFixed()
      const paid = { ...body, formId: sending, amount: body.amount ?? total() }
      const { no, isOrdered } = await payVendor(actor, paid)
      const location = `${isOrdered ? "payment-orders" : "payments"}/${encodeURIComponent(no)}`
      return { data: { no, kind: isOrdered ? ("payment_order" as const) : ("payment" as const) }, location }
    },
  }),
]
