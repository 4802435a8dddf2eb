import { z } from "zod"
import { type Actor, authorise } from "@/domain/access/actor"
import { listOrders } from "@/domain/payment-approvals/list-orders"
import { readOrder } from "@/domain/payment-approvals/read-order"
import { registerOrder, withdrawOrder } from "@/domain/payment-approvals/register-order"
import { approve, reject } from "@/domain/purchase-approvals/decide"
import { sendForApproval } from "@/domain/purchase-approvals/send-for-approval"
import { cancelApproval, reopen } from "@/domain/purchase-approvals/take-back"
import { movedMatter, reviewState, shownApprovals } from "./approvals"
import { type Endpoint, endpoint } from "./endpoint"
import { amount, daySchema, instantSchema, text } from "./schemas"

const ROWS = 50

const row = z.object({
  no: z.string(),
  reviewState,
  vendorName: z.string(),
  postingDate: daySchema,
  amount,
  currencyCode: z.string(),
  requestedByName: z.string(),
})

const order = row.extend({
  version: z.number().int(),
  vendorNo: z.string(),
  amountLcy: amount.describe("What may leave at most, in the company's currency."),
  bankAccountNo: z.string(),
  paymentMethodCode: z.string(),
  paidTo: z.string().describe("As far as the token's person may see it."),
  description: z.string(),
  paymentNo: z.string().nullable().describe("Of the payment, once it is registered."),
  endedAt: instantSchema.nullable().describe("When it was registered or withdrawn."),
  applications: z.array(z.object({ vendorLedgerEntryNo: z.number().int(), documentNo: z.string(), amount })),
  changed: z.array(z.string()).describe("Signed fields that are not as they were signed."),
  approvals: shownApprovals,
})

const shared = { tag: "Payments", status: 200 } as const
const see = { ...shared, method: "GET", scope: "payments.read", right: "books.see" } as const
const deed = { ...shared, method: "POST", onVersion: true, right: "purchase_invoice.post" } as const
const pay = { ...deed, scope: "payments.write" } as const

type State = z.input<typeof reviewState>
type Deed = (actor: Actor, no: string, version: number) => Promise<State>

/** Something that is done to the approval of an order, and what state it then has. */
const moving = (of: Pick<Endpoint, "path" | "name" | "summary">, run: Deed, kind: typeof pay | typeof review = pay) =>
  endpoint({
    ...kind,
    ...of,
    out: movedMatter,
    run: async ({ actor, params, version }) => {
      const no = params.no!
      authorise(actor, kind.right)
      return { data: { no, reviewState: await run(actor, no, version) } }
    },
  })

const review = { ...deed, scope: "review" } as const
const refOf = (no: string) => ({ paymentOrder: no })

/** Payments that are approved before they are made, by the operations of their pages, on the version that was read. */
export const paymentOrderEndpoints: readonly Endpoint[] = [
  endpoint({
    ...see,
    path: "/payment-orders",
    name: "listPaymentOrders",
    summary: "Payment orders that are neither registered nor withdrawn, the latest first",
    query: z.strictObject({
      before: z.coerce.number().int().min(1).optional().describe("`next` of an earlier answer."),
    }),
    out: z.object({ rows: z.array(row), next: z.number().int().optional() }),
    async run({ actor, query: { before } }) {
      const { orders, next } = await listOrders(actor, { state: "waiting", before, limit: ROWS })
      return { data: { rows: orders, next } }
    },
  }),
  endpoint({
    ...see,
    path: "/payment-orders/{no}",
    name: "readPaymentOrder",
    summary: "A payment order, who was asked to approve it, and what they answered",
    out: order,
    async run({ actor, params }) {
      const { order: own, payment, entries, methodCode, ...read } = await readOrder(actor, params.no!)
      const applications = payment.applications.map(({ vendorLedgerEntryNo, amount: part }, index) => ({
        vendorLedgerEntryNo,
        documentNo: entries[index]?.entry?.documentNo ?? "",
        amount: part,
      }))
      const { bankAccountNo, description } = payment
      const data = { ...own, ...read, bankAccountNo, description, paymentMethodCode: methodCode, applications }
      return { data, version: own.version }
    },
  }),
  endpoint({
    ...pay,
    path: "/payment-orders/{no}/register",
    name: "registerPaymentOrder",
    summary: "Register the payment of an order that was approved just as it is",
    out: z.object({ no: z.string(), paymentNo: z.string() }),
    async run({ actor, params, version }) {
      const no = params.no!
      const paymentNo = await registerOrder(actor, no, version)
      return { data: { no, paymentNo }, location: `payments/${encodeURIComponent(paymentNo)}` }
    },
  }),
  endpoint({
    ...pay,
    path: "/payment-orders/{no}/withdraw",
    name: "withdrawPaymentOrder",
    summary: "Withdraw a payment order that is not registered: nobody is asked any more",
    out: z.object({ no: z.string() }),
    async run({ actor, params, version }) {
      const no = params.no!
      await withdrawOrder(actor, no, version)
      return { data: { no } }
    },
  }),
  moving(
    {
      path: "/payment-orders/{no}/send-for-approval",
      name: "sendPaymentOrderForApproval",
      summary: "Send a payment order for approval again",
    },
    async (actor, no, version) => {
      await sendForApproval(actor, refOf(no), version)
      return "ready_for_review"
    },
  ),
  moving(
    {
      path: "/payment-orders/{no}/cancel-approval",
      name: "cancelApprovalOfPaymentOrder",
      summary: "Take a payment order back that waits for approval, as who sent or asked for it",
    },
    async (actor, no, version) => {
      await cancelApproval(actor, refOf(no), version)
      return "open"
    },
  ),
  moving(
    {
      path: "/payment-orders/{no}/reopen",
      name: "reopenPaymentOrder",
      summary: "Open an approved payment order again, in order to change it",
    },
    async (actor, no, version) => {
      await reopen(actor, refOf(no), version)
      return "open"
    },
  ),
  moving(
    {
      path: "/payment-orders/{no}/approve",
      name: "approvePaymentOrder",
      summary: "Approve a payment order, as who is asked or stands in for them; never one's own",
    },
    (actor, no, version) => approve(actor, refOf(no), version),
    review,
  ),
  endpoint({
    ...review,
    path: "/payment-orders/{no}/reject",
    name: "rejectPaymentOrder",
    summary: "Reject a payment order, for a reason: it can be changed and sent again",
    body: z.strictObject({ reason: text(500) }),
    out: movedMatter,
    async run({ actor, params, body, version }) {
      const no = params.no!
      authorise(actor, review.right)
      await reject(actor, refOf(no), version, body.reason)
      return { data: { no, reviewState: "sent_back" as const } }
    },
  }),
]
