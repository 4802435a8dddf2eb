/** The list of what waits for somebody, the oldest day first and of a day the dearest. */
import { and, eq, type SQL, sql } from "drizzle-orm"
import { company, currency, currencyExchangeRate, purchaseInvoice, purchaseRequest } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { shownName } from "@/domain/access/shown-name"
import type { DocumentFact } from "@/domain/facts/fact"
import { type Margin, marginsOf } from "@/domain/facts/margin"
import { factsOfDrafts } from "@/domain/facts/read-facts"
import { amountDecimalsOf } from "@/domain/lists/amount-decimals"
import { cutKeyedPage, pageAt, readCursor, type SortKey } from "@/domain/lists/keyset"
import { countAttached } from "@/domain/purchase-documents/count-attached"
import type { PurchaseDocumentType } from "@/domain/purchase-documents/document-type"
import { type AskedApproval, readAsked } from "./asked-approval"
import { approvesByRules, countWaiting, type QueueKind, queueKinds, waitingDrafts, waitingRequests } from "./waiting"

const PER_PAGE = 50

export type QueueFilter = {
  kind?: QueueKind
  /** Buy-from vendor. */
  vendorNo?: string
  requesterId?: number
  /** From this amount on, in the company's currency; a decimal string. */
  from?: string
}

export type QueueRow = {
  kind: QueueKind
  /** Of the draft, or of the request that failed. */
  no: string
  /** Null: a request. */
  documentType: PurchaseDocumentType | null
  version: number
  vendorNo: string
  vendorName: string
  requesterId: number
  requesterName: string
  since: Date
  /** In the company's currency: of a draft including VAT, of a request without. Null: there is no exchange rate of its day. */
  amount: string | null
  /** The same in its own currency. */
  ownAmount: { amount: string; currencyCode: string; amountDecimals: number }
  /** Of a draft, how many files are attached that were not withdrawn. */
  attachments: number
  worst?: DocumentFact
  /** As of `marginsOf`. */
  margin?: Margin | null
  /** Of the approval that asks the actor; absent: none does. */
  asked?: AskedApproval
}

export type Queue = {
  rows: QueueRow[]
  /** Of each kind, whatever is filtered. */
  counts: Record<QueueKind, number>
  /** Whether drafts to review are approved by rules. */
  byRules: boolean
  currencyCode: string
  amountDecimals: number
  previous?: string
  next?: string
}

type Found = Omit<QueueRow, "since" | "ownAmount"> &
  QueueRow["ownAmount"] & { since: string | Date; key: string; worth: string | null }

/** What waits for the actor. @throws Forbidden for who does not review */
export async function readQueue(
  actor: Actor,
  { cursor: wanted, ...filter }: QueueFilter & { cursor?: string } = {},
): Promise<Queue> {
  authorise(actor, "purchase_invoice.review")
  const cursor = readCursor(wanted, "bigint")
  const kinds = filter.kind ? [filter.kind] : queueKinds
  const parts = kinds.flatMap(kind => partOf(actor, kind, filter, cursor) ?? [])
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
        })
        .from(company)
        .innerJoin(currency, and(eq(currency.companyId, company.id), eq(currency.code, company.currencyCode)))
        .where(eq(company.id, actor.companyId)),
    ])
    const { rows, ...neighbours } = cutKeyedPage([...found], PER_PAGE, cursor)
    return { rows: await withFacts(tx, actor, rows), counts: counted!, ...own!, ...neighbours }
  })
}

/** Each kind by its index, as many as a page has. */
function partOf(
  actor: Actor,
  kind: QueueKind,
  filter: QueueFilter,
  cursor: ReturnType<typeof readCursor>,
): SQL | undefined {
  const isRequest = kind === "failed"
  const table = isRequest ? purchaseRequest : purchaseInvoice
  const waiting = kind === "failed" ? waitingRequests(actor) : waitingDrafts(actor, kind)
  if (!waiting) return undefined
  const sort: SortKey = { expression: sql`${table.queueKey}`, type: "bigint" }
  const { bound, order } = pageAt(sort, sql`${table.no}`, false, cursor)
  const vendorNo = isRequest ? purchaseRequest.vendorNo : purchaseInvoice.buyFromVendorNo
  const amount = isRequest
    ? inOwnCurrency(purchaseRequest.amount, purchaseRequest.currencyCode, purchaseRequest.workDate, actor)
    : inOwnCurrency(
        purchaseInvoice.amountIncludingVat,
        purchaseInvoice.currencyCode,
        purchaseInvoice.postingDate,
        actor,
      )
  const matching = and(
    waiting,
    bound,
    filter.vendorNo === undefined ? undefined : eq(vendorNo, filter.vendorNo),
    filter.requesterId === undefined ? undefined : eq(table.requestedBy, filter.requesterId),
    // What is not known is not below it.
    filter.from === undefined ? undefined : sql`coalesce(${amount} >= ${filter.from}::numeric, true)`,
  )
  return sql`(select ${sql.raw(`'${kind}'`)} as kind, ${table.no} as no,
      ${isRequest ? sql`null::text` : sql`${purchaseInvoice.documentType}`} as "documentType",
      ${isRequest ? sql`0` : sql`${purchaseInvoice.version}`} as version, ${vendorNo} as "vendorNo",
      ${isRequest ? purchaseRequest.vendorName : purchaseInvoice.buyFromVendorName} as "vendorName",
      ${table.requestedBy} as "requesterId", ${shownName(actor.companyId, table.requestedBy)} as "requesterName",
      ${isRequest ? purchaseRequest.finishedAt : purchaseInvoice.reviewStateAt} as since,
      (${amount})::text as worth, ${isRequest ? purchaseRequest.amount : purchaseInvoice.amountIncludingVat}::text as amount,
      ${table.currencyCode} as "currencyCode", ${amountDecimalsOf(table)} as "amountDecimals",
      ${isRequest ? sql`0` : attached} as attachments, ${table.queueKey} as queue_key, ${table.queueKey}::text as key
    from ${table} where ${matching} order by ${sql.join(order, sql`, `)} limit ${PER_PAGE + 1})`
}

const attached = countAttached({ companyId: sql`${purchaseInvoice}.company_id`, draftNo: sql`${purchaseInvoice}.no` })

type Column = SQL | typeof purchaseInvoice.amount | typeof purchaseRequest.amount

/** At the rate of the day; null without one. */
function inOwnCurrency(amount: Column, code: unknown, date: unknown, { companyId }: Actor): SQL<string | null> {
  return sql<string | null>`round(${amount} * case
    when ${code} = (select c.currency_code from ${company} c where c.id = ${companyId}) then 1 else (
      select x.relational_exchange_rate_amount / x.exchange_rate_amount from ${currencyExchangeRate} x
      where x.company_id = ${companyId} and x.currency_code = ${code} and x.starting_date <= ${date}
      order by x.starting_date desc limit 1) end, 4)`
}

async function withFacts(tx: Tx, actor: Actor, rows: readonly Omit<Found, "key">[]): Promise<QueueRow[]> {
  const drafts = rows.filter(({ documentType }) => documentType !== null).map(({ no }) => no)
  const [facts, margins, asked] = await Promise.all([
    factsOfDrafts(tx, actor, drafts),
    marginsOf(tx, actor, drafts),
    readAsked(tx, actor, drafts),
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
      ownAmount: { amount: row.amount!, currencyCode: row.currencyCode, amountDecimals: row.amountDecimals },
      attachments: row.attachments,
      ...(documentType && { worst: facts.get(no)?.[0], margin: margins.get(no), asked: asked.get(no) }),
    }),
  )
}
