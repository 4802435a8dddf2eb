/** What the API is asked and answers of payments. */
import { z } from "zod"
import { differenceTypes, paymentTypes } from "@/domain/payments/application"
import { paymentStates } from "@/domain/payments/list-payments"
import { amount, codeSchema, daySchema, decimal, instantSchema, text } from "./schemas"

export const paymentState = z.enum(paymentStates)
const entryNo = z.number().int().describe("Of the vendor ledger entry, as `open-entries` has it.")

export const paymentRow = z.object({
  no: z.string(),
  documentType: z.string().describe("payment, or refund, whose amount is negative."),
  vendorNo: z.string(),
  vendorName: z.string(),
  postingDate: daySchema,
  currencyCode: z.string(),
  amount,
  applied: amount.describe("Of a reversed payment nothing."),
  state: paymentState,
})

export const paymentBody = z.strictObject({
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

export const openEntries = z.object({
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

export const shownPayment = paymentRow.omit({ applied: true, state: true }).extend({
  remaining: amount,
  orderNo: z.string().nullable().describe("Of the payment order by which it was approved."),
  postedByName: z.string(),
  postedAt: instantSchema,
  reversedOn: daySchema.nullable(),
})

export const paymentMade = z.object({
  no: z.string(),
  kind: z
    .enum(["payment", "payment_order"])
    .describe("payment_order: it is to be approved first, and others are asked."),
})
