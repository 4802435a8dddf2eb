/** What waits for somebody, kind by kind: conditions that the list and every count of it share. */
import { and, eq, inArray, isNull, ne, or, type SQL, type SQLWrapper, sql } from "drizzle-orm"
import {
  approval,
  approvalEntry,
  event,
  paymentOrder,
  purchaseInvoice,
  purchaseRequest,
  purchasesSetup,
  vendorBankAccount,
} from "@/db/schema"
import { type Actor, authorise, may } from "@/domain/access/actor"
import type { Matter } from "@/domain/approvals/matter"
import { countFew } from "@/domain/lists/count-few"
import { editingKinds } from "@/domain/purchase-documents/document-type"
import { touchesReviewed } from "@/domain/purchase-documents/review-scope"
import { requestsSeenBy } from "@/domain/purchase-requests/request-reach"

/** In the order of their tabs. */
export const queueKinds = ["review", "post", "sent_back", "failed", "payments", "accounts"] as const
export type QueueKind = (typeof queueKinds)[number]

const d = purchaseInvoice

/** Drafts of a kind that wait for the actor; undefined: that is not theirs to do. */
export function waitingDrafts(
  actor: Actor,
  kind: Exclude<QueueKind, "failed" | "payments" | "accounts">,
): SQL | undefined {
  authorise(actor, "purchase_invoice.edit_own")
  const own = eq(d.companyId, actor.companyId)
  if (kind === "review") {
    if (!may(actor, "purchase_invoice.review")) return undefined
    const review = and(ne(d.requestedBy, actor.userId), sql`not ${handIn(actor)}`)
    const waits = sql`case when ${approvesByRules(actor)} then ${isAsked(actor, "purchase_invoice", d.no)} else ${review} end`
    return and(own, eq(d.reviewState, "ready_for_review"), waits)
  }
  if (kind === "sent_back") return and(own, eq(d.reviewState, "sent_back"), eq(d.requestedBy, actor.userId))
  return may(actor, "purchase_invoice.post") ? and(own, eq(d.reviewState, "reviewed")) : undefined
}

/** Whether who approves is set up by rules; else any purchasing manager without a hand in it reviews. */
export function approvesByRules({ companyId }: Pick<Actor, "companyId">): SQL<boolean> {
  return sql<boolean>`coalesce((select ${purchasesSetup.approval} = 'rules' from ${purchasesSetup}
    where ${eq(purchasesSetup.companyId, companyId)}), false)`
}

/** Whether an approval of something that is pending asks the actor now. */
function isAsked({ companyId, userId }: Actor, type: Matter["type"], no: SQLWrapper): SQL {
  const pending = and(
    isPending(companyId, type, no),
    eq(approvalEntry.approverId, userId),
    eq(approvalEntry.state, "open"),
  )
  return sql`exists (select from ${approval} join ${approvalEntry} on ${approvalEntry.companyId} = ${approval.companyId}
    and ${approvalEntry.approvalId} = ${approval.id} where ${pending})`
}

/** As `hadAHandIn`, of a list; what was turned from another draft is asked again when it is reviewed. */
function handIn(actor: Actor): SQL {
  return sql`exists (select from ${event} where ${and(
    eq(event.companyId, actor.companyId),
    eq(event.subjectType, "purchase_invoice"),
    eq(event.subjectNo, d.no),
    eq(event.actorId, actor.userId),
    inArray(event.kind, editingKinds),
    touchesReviewed(),
  )})`
}

const isPending = (companyId: number, type: Matter["type"], no: SQLWrapper) =>
  and(
    eq(approval.companyId, companyId),
    eq(approval.subjectType, type),
    eq(approval.subjectNo, no),
    eq(approval.state, "pending"),
  )

/** Requests that failed, which the actor can mend and retry. */
export function waitingRequests(actor: Actor): SQL | undefined {
  return and(requestsSeenBy(actor), eq(purchaseRequest.state, "failed"))
}

/** Payment orders that ask for the actor's approval, that they can register, or that went back to them; undefined: they do not pay. */
export function waitingOrders(actor: Actor): SQL | undefined {
  authorise(actor, "purchase_invoice.edit_own")
  if (!may(actor, "purchase_invoice.post")) return undefined
  const o = paymentOrder
  return and(
    eq(o.companyId, actor.companyId),
    isNull(o.endedAt),
    or(
      and(eq(o.reviewState, "ready_for_review"), isAsked(actor, "payment_order", o.no)),
      eq(o.reviewState, "reviewed"),
      and(eq(o.reviewState, "sent_back"), eq(o.requestedBy, actor.userId)),
    ),
  )
}

/**
 * Vendors' bank accounts whose approval asks the actor, and those that the actor proposed and nobody was asked about yet where rules answer them,
 * such as from a file; undefined: they see no vendors.
 */
export function waitingAccounts(actor: Actor): SQL | undefined {
  authorise(actor, "purchase_invoice.edit_own")
  if (!may(actor, "master_data.edit")) return undefined
  const b = vendorBankAccount
  const unsent = sql`not exists (select from ${approval} where ${isPending(actor.companyId, "vendor_bank_account", accountNo)})`
  return and(
    eq(b.companyId, actor.companyId),
    isNull(b.confirmedAt),
    isNull(b.rejectedAt),
    isNull(b.withdrawnAt),
    or(
      isAsked(actor, "vendor_bank_account", accountNo),
      and(eq(b.proposedBy, actor.userId), approvesAccountsByRules(actor), unsent),
    ),
  )
}

/** A bank account's id, as approvals name it. */
export const accountNo = sql<string>`${vendorBankAccount.id}::text`

/** Whether the company has vendors' bank accounts approved by rules. */
export function approvesAccountsByRules({ companyId }: Pick<Actor, "companyId">): SQL<boolean> {
  const s = purchasesSetup
  return sql<boolean>`exists (select from ${s} where ${and(eq(s.companyId, companyId), eq(s.bankAccountApproval, true))})`
}

/** How many of a kind wait for the actor, as far as `countFew` counts. */
export function countWaiting(actor: Actor, kind: QueueKind): SQL<number> {
  authorise(actor, "purchase_invoice.edit_own")
  if (kind === "failed") return countFew(purchaseRequest, waitingRequests(actor))
  if (kind === "payments") {
    const orders = waitingOrders(actor)
    return orders ? countFew(paymentOrder, orders) : sql<number>`0`
  }
  if (kind === "accounts") {
    const accounts = waitingAccounts(actor)
    return accounts ? countFew(vendorBankAccount, accounts) : sql<number>`0`
  }
  const waiting = waitingDrafts(actor, kind)
  return waiting ? countFew(purchaseInvoice, waiting) : sql<number>`0`
}
