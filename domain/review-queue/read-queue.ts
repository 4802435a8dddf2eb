/** The list of what waits for somebody, the oldest day first and of a day the dearest. */
import { and, eq, sql } from "drizzle-orm"
import { company, currency } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import type { DraftState } from "@/domain/approvals/moves"
import type { DocumentFact } from "@/domain/facts/fact"
import { type Margin, marginsOf } from "@/domain/facts/margin"
import { factsOfDrafts } from "@/domain/facts/read-facts"
import { cutKeyedPage, pageAt, readCursor } from "@/domain/lists/keyset"
import { approvesPayments } from "@/domain/payment-orders/approves-payments"
import type { PurchaseDocumentType } from "@/domain/purchase-documents/document-type"
import { type AskedApproval, readAsked } from "./asked-approval"
import { partOf, type QueueFilter } from "./queue-part"
import { approvesAccountsByRules, approvesByRules, countWaiting, type QueueKind, queueKinds } from "./waiting"

const PER_PAGE = 50

export type QueueRow = {
  kind: QueueKind
  /** Of the draft, of the request that failed, or of the payment order; id of the bank account. */
  no: string
  /** Null: no draft. */
  documentType: PurchaseDocumentType | null
  version: number
  vendorNo: string
  vendorName: string
  requesterId: number
  requesterName: string
  since: Date
  /** In the company's currency: of a draft including VAT, of a request without. Null: there is no exchange rate of its day, or it has no amount. */
  amount: string | null
  /** The same in its own currency; null: it has none. */
  ownAmount: { amount: string; currencyCode: string; amountDecimals: number } | null
  /** Of a draft, how many files are attached that were not withdrawn. */
  attachments: number
  worst?: DocumentFact
  /** As of `marginsOf`. */
  margin?: Margin | null
  /** Of a payment order. */
  orderState?: DraftState | null
  /** Of the approval that asks the actor; absent: none does. */
  asked?: AskedApproval
}

export type Queue = {
  rows: QueueRow[]
  /** Of each kind, whatever is filtered. */
  counts: Record<QueueKind, number>
  /** Whether drafts to review are approved by rules. */
  byRules: boolean
  /** Whether there may be payment orders. */
  byOrder: boolean
  /** Whether vendors' bank accounts are approved by rules. */
  byAccount: boolean
  currencyCode: string
  amountDecimals: number
  previous?: string
  next?: string
}

type Found = Omit<QueueRow, "since" | "ownAmount"> &
  NonNullable<QueueRow["ownAmount"]> & { since: string | Date; key: string; worth: string | null }

/** What waits for the actor. @throws Forbidden for who does not review */
export async function readQueue(
  actor: Actor,
  { cursor: wanted, ...filter }: QueueFilter & { cursor?: string } = {},
): Promise<Queue> {
  authorise(actor, "purchase_invoice.review")
  const cursor = readCursor(wanted, "bigint")
  const kinds = filter.kind ? [filter.kind] : queueKinds
  const parts = kinds.flatMap(kind => partOf(actor, kind, filter, cursor, PER_PAGE + 1) ?? [])
  const { order } = pageAt({ expression: sql`queue_key`, type: "bigint" }, sql`no`, false, cursor)
  return inCompany(actor.companyId, async tx => {
    const [found, [counted], [own]] = await Promise.all([
      tx.execute<Found>(sql`select * from (${sql.join(parts, sql` union all `)}) as waiting
        order by ${sql.join(order, sql`, `)} limit ${PER_PAGE + 1}`),
      tx.execute<Record<QueueKind, number>>(
        sql`select ${sql.join(
          queueKinds.map(kind => sql`${countWaiting(actor, kind)} as ${sql.identifier(kind)}`),
          sql`, `,
        )}`,
      ),
      tx
        .select({
          currencyCode: currency.code,
          amountDecimals: currency.amountDecimals,
          byRules: approvesByRules(actor),
          byOrder: approvesPayments(actor),
          byAccount: approvesAccountsByRules(actor),
        })
        .from(company)
        .innerJoin(currency, and(eq(currency.companyId, company.id), eq(currency.code, company.currencyCode)))
        .where(eq(company.id, actor.companyId)),
    ])
    const { rows, ...neighbours } = cutKeyedPage([...found], PER_PAGE, cursor)
    return { rows: await withFacts(tx, actor, rows), counts: counted!, ...own!, ...neighbours }
  })
}

async function withFacts(tx: Tx, actor: Actor, rows: readonly Omit<Found, "key">[]): Promise<QueueRow[]> {
  const drafts = rows.filter(({ documentType }) => documentType !== null).map(({ no }) => no)
  const orders = rows.filter(({ kind }) => kind === "payments").map(({ no }) => no)
  const accounts = rows.filter(({ kind }) => kind === "accounts").map(({ no }) => no)
  const [facts, margins, asked, askedToPay, askedOfAccounts] = await Promise.all([
    factsOfDrafts(tx, actor, drafts),
    marginsOf(tx, actor, drafts),
    readAsked(tx, actor, drafts),
    orders.length > 0 ? readAsked(tx, actor, orders, "payment_order") : null,
    accounts.length > 0 ? readAsked(tx, actor, accounts, "vendor_bank_account") : null,
  ])
  return rows.map(
    ({ kind, no, documentType, version, since, ...row }): QueueRow => ({
      kind,
      no,
      documentType,
      version,
      since: new Date(since),
      vendorNo: row.vendorNo,
      vendorName: row.vendorName,
      requesterId: row.requesterId,
      requesterName: row.requesterName,
      amount: row.worth,
      ownAmount:
        row.amount === null
          ? null
          : { amount: row.amount, currencyCode: row.currencyCode, amountDecimals: row.amountDecimals },
      attachments: row.attachments,
      ...(documentType && { worst: facts.get(no)?.[0], margin: margins.get(no), asked: asked.get(no) }),
      ...(kind === "payments" && { orderState: row.orderState, asked: askedToPay?.get(no) }),
      ...(kind === "accounts" && { asked: askedOfAccounts?.get(no) }),
    }),
  )
}
