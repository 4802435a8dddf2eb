/** The only writer of the state of a draft and of a payment order, and of the answer that rules give of a bank account. */
import { and, eq, type SQL, type SQLWrapper, sql } from "drizzle-orm"
import { paymentOrder, purchaseInvoice, purchasesSetup, vendorBankAccount } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { refuse } from "@/domain/errors"
import type { Matter } from "./matter"
import { type ApprovalSetting, type DraftState, type MoveAction, moveOf, moves } from "./moves"

type Draft = Pick<typeof purchaseInvoice.$inferSelect, "companyId" | "no" | "reviewState"> & {
  /** Absent: a draft. */
  type?: Matter["type"]
}

/** @throws Refusal review_settled, approval.no_move where the table has no such move */
export function requireMove(setting: ApprovalSetting, action: MoveAction, draft: Draft): DraftState {
  const move = moveOf(setting, action, draft.reviewState)
  if (!move || move.to === "gone") throw refuse(setting === "review" ? "review_settled" : "approval.no_move")
  return move.to
}

/**
 * Moves a locked draft as the table says.
 *
 * @param beside who agreed or sent it back, and why
 * @returns the state that it is in now
 * @throws as `requireMove`
 */
export async function moveDraft(
  tx: Tx,
  setting: ApprovalSetting,
  action: MoveAction,
  draft: Draft,
  beside: { reviewedBy?: number; reason?: string; by?: Pick<Actor, "userId" | "name"> } = {},
): Promise<DraftState> {
  const to = requireMove(setting, action, draft)
  const set = { ...stateColumns(to, beside), updatedAt: sql`now()` }
  const [p, o] = [purchaseInvoice, paymentOrder]
  if (draft.type === "vendor_bank_account") await answerAccount(tx, draft, to, beside)
  else if (draft.type === "payment_order")
    await tx
      .update(o)
      .set({ ...set, reviewStateAt: since(o.reviewState, o.reviewStateAt, to) })
      .where(and(eq(o.companyId, draft.companyId), eq(o.no, draft.no)))
  else
    await tx
      .update(p)
      .set(set)
      .where(and(eq(p.companyId, draft.companyId), eq(p.no, draft.no)))
  return to
}

/** A bank account has no state but its answer, which is given once: of what waits or is taken back nothing is written. */
async function answerAccount(
  tx: Tx,
  { companyId, no }: Draft,
  to: DraftState,
  { by, reason = "" }: { by?: Pick<Actor, "userId" | "name">; reason?: string },
): Promise<void> {
  if (!by || (to !== "reviewed" && to !== "sent_back")) return
  const b = vendorBankAccount
  const answer =
    to === "reviewed"
      ? { confirmedBy: by.userId, confirmedByName: by.name, confirmedAt: sql`now()` }
      : { rejectedBy: by.userId, rejectedByName: by.name, rejectedAt: sql`now()`, reason }
  await tx
    .update(b)
    .set(answer)
    .where(and(eq(b.companyId, companyId), eq(b.id, Number(no))))
}

/** Of a draft that is made: by the company's setting, in the statement that inserts it. */
export function stateOfNew(companyId: SQL | number): SQL<DraftState> {
  const to = (setting: ApprovalSetting) => sql`when ${setting} then ${moveOf(setting, "make")!.to}`
  return sql<DraftState>`(select case ${purchasesSetup.approval} ${to("off")} ${to("review")} ${to("rules")} end
    from ${purchasesSetup} where ${eq(purchasesSetup.companyId, sql`${companyId}`)})`
}

/** Columns of a draft whose edit changed what was agreed to, since now unless it was in that state already. For an update of `purchase_invoice`. */
export function columnsAfterEdit(setting: ApprovalSetting, from: DraftState) {
  const { to } = moveOf(setting, "edit", from)!
  return to === "sent_back" ? {} : stateColumns(to as DraftState, {})
}

/** The same of a payment order. For an update of `payment_order`. */
export function orderColumnsAfterEdit(from: DraftState) {
  const { to } = moveOf("rules", "edit", from)!
  if (to === "sent_back") return {}
  const { reviewState, reviewStateAt } = paymentOrder
  return { ...stateColumns(to as DraftState, {}), reviewStateAt: since(reviewState, reviewStateAt, to as DraftState) }
}

/** The same of many drafts at once, in SQL: assignments of an update of `purchase_invoice` as `draft`. */
export function assignmentsAfterEdit(companyId: number): SQL {
  const edits = moves.filter(({ action }) => action === "edit")
  const cases = edits.map(
    ({ setting, from, to }) =>
      sql`when s.approval = ${setting} and draft.review_state = any(${sql.param([...from])}::text[]) then ${to}`,
  )
  const to = sql`(select case ${sql.join(cases, sql` `)} end from ${purchasesSetup} s where s.company_id = ${companyId})`
  return sql`review_state = ${to},
    review_state_at = case when draft.review_state = ${to} then draft.review_state_at else now() end,
    reviewed_by = null, sent_back_reason = case ${to} when 'sent_back' then draft.sent_back_reason else '' end`
}

function stateColumns(to: DraftState, { reviewedBy, reason }: { reviewedBy?: number; reason?: string }) {
  return {
    reviewState: to,
    reviewStateAt: since(purchaseInvoice.reviewState, purchaseInvoice.reviewStateAt, to),
    reviewedBy: reviewedBy ?? null,
    sentBackReason: reason ?? "",
  }
}

/** Since when it is in a state: as it was, where it was in it. */
const since = (state: SQLWrapper, at: SQLWrapper, to: DraftState) =>
  sql<Date>`case when ${state} = ${to} then ${at} else now() end`
