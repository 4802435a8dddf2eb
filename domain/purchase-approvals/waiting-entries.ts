import { and, asc, eq, gt, inArray, type SQL, sql } from "drizzle-orm"
import {
  approval,
  approvalEntry,
  company,
  currency,
  paymentOrder,
  purchaseInvoice,
  vendor,
  vendorBankAccount,
} from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { shownName } from "@/domain/access/shown-name"
import type { Matter } from "@/domain/approvals/matter"
import { type Issue, NotFound } from "@/domain/errors"
import { cutForward } from "@/domain/lists/cut-page"
import { lockForAdministration, refOf } from "./matter-of"
import { isLastStep, readPending } from "./pending"
import { weighable } from "./weighable"
import { whyNotTo } from "./why-not-to"

const [a, d, e, o, b] = [approval, purchaseInvoice, approvalEntry, paymentOrder, vendorBankAccount]

/** Somebody who is asked, or will be once the step before is done, and of what. */
export type WaitingEntry = Awaited<ReturnType<typeof select>>[number]

/**
 * Everybody in the company who is asked for an approval or will be, the longest asked first, for who mends what is stuck.
 *
 * @param after id of the last one on the page before
 * @throws Forbidden
 */
export async function listWaitingEntries(
  actor: Actor,
  { after, limit }: { after?: number; limit: number },
): Promise<{ entries: WaitingEntry[]; next?: number }> {
  authorise(actor, "company.administer")
  const found = await inCompany(actor.companyId, tx =>
    select(tx, actor, after === undefined ? undefined : gt(e.id, after), limit + 1),
  )
  const { rows, next } = cutForward(found, limit, ({ id }) => id)
  return { entries: rows, next }
}

/**
 * One of them, and who could be asked in their place: whom rules 19 and 20 allow, but the reader and who is asked already.
 *
 * @returns others: nobody where `unweighed` says why nobody can be held against limits
 * @throws NotFound for one that waits no more, as for one that never was; Forbidden
 */
export async function readWaitingEntry(
  actor: Actor,
  id: number,
): Promise<WaitingEntry & { others: { userId: number; name: string }[]; unweighed: Issue | null }> {
  authorise(actor, "company.administer")
  return inCompany(actor.companyId, async tx => {
    const [entry] = await select(tx, actor, eq(e.id, id), 1)
    if (!entry) throw new NotFound("approval entry")
    const found = await lockForAdministration(tx, actor, refOf(entry))
    const { found: pending, unweighed } = await weighable(readPending(tx, found))
    if (!pending) return { ...entry, others: [], unweighed }
    const others = [...pending.considered.setup.people.values()]
      .filter(({ userId }) => userId !== actor.userId)
      .filter(({ userId }) => !whyNotTo(pending, entry.step, isLastStep(pending, entry.step), userId))
      .map(({ userId, name }) => ({ userId, name }))
      .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    return { ...entry, others, unweighed }
  })
}

function select(tx: Tx, { companyId }: Actor, condition: SQL | undefined, limit: number) {
  return tx
    .select({
      id: e.id,
      step: e.step,
      state: e.state,
      approverName: shownName(e.companyId, e.approverId),
      dueDate: e.dueDate,
      type: sql<Matter["type"]>`${a.subjectType}`,
      no: a.subjectNo,
      version: sql<number>`coalesce(${d.version}, ${o.version}, 1)`,
      /** Of a bank account, whose it is; null: it is none. */
      vendorNo: b.vendorNo,
      vendorName: sql<string>`coalesce(${d.buyFromVendorName}, ${vendor.name}, '')`,
      /** Including VAT, in the company's currency. */
      amount: a.amount,
      currencyCode: company.currencyCode,
      amountDecimals: currency.amountDecimals,
      sentByName: a.sentByName,
      sentAt: a.sentAt,
    })
    .from(e)
    .innerJoin(a, and(eq(a.companyId, e.companyId), eq(a.id, e.approvalId), eq(a.state, "pending")))
    .leftJoin(d, and(eq(d.companyId, a.companyId), eq(a.subjectType, "purchase_invoice"), eq(d.no, a.subjectNo)))
    .leftJoin(o, and(eq(o.companyId, a.companyId), eq(a.subjectType, "payment_order"), eq(o.no, a.subjectNo)))
    .leftJoin(
      b,
      and(eq(b.companyId, a.companyId), eq(a.subjectType, "vendor_bank_account"), eq(sql`${b.id}::text`, a.subjectNo)),
    )
    .leftJoin(
      vendor,
      and(eq(vendor.companyId, a.companyId), sql`${vendor.no} = coalesce(${o.vendorNo}, ${b.vendorNo})`),
    )
    .innerJoin(company, eq(company.id, e.companyId))
    .innerJoin(currency, and(eq(currency.companyId, company.id), eq(currency.code, company.currencyCode)))
    .where(and(eq(e.companyId, companyId), inArray(e.state, ["open", "waiting"]), condition))
    .orderBy(asc(e.id))
    .limit(limit)
}
