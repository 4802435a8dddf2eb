/** What waits of one kind, in SQL: each kind is read by its own index, as many as a page has. */
import { and, eq, type SQL, type SQLWrapper, sql } from "drizzle-orm"
import {
  company,
  currencyExchangeRate,
  paymentOrder,
  purchaseInvoice,
  purchaseRequest,
  vendor,
  vendorBankAccount,
} from "@/db/schema"
import { type Actor, authorise } from "@/domain/access/actor"
import { shownName } from "@/domain/access/shown-name"
import { amountDecimalsOf } from "@/domain/lists/amount-decimals"
import { pageAt, type readCursor } from "@/domain/lists/keyset"
import { countAttached } from "@/domain/purchase-documents/count-attached"
import { accountNo, type QueueKind, waitingAccounts, waitingDrafts, waitingOrders, waitingRequests } from "./waiting"

export type QueueFilter = {
  kind?: QueueKind
  /** Buy-from vendor. */
  vendorNo?: string
  requesterId?: number
  /** From this amount on, in the company's currency; a decimal string. */
  from?: string
}

/** Where a kind is read from. */
type Source = {
  table: typeof purchaseInvoice | typeof purchaseRequest | typeof paymentOrder | typeof vendorBankAccount
  waiting: SQL | undefined
  no: SQLWrapper
  queueKey: SQLWrapper
  requestedBy: SQLWrapper
  currencyCode: SQLWrapper
  amountDecimals: SQLWrapper
  vendorNo: SQLWrapper
  vendorName: SQLWrapper
  since: SQLWrapper
  /** In its own currency. */
  amount: SQLWrapper
  /** The same in the company's; null without a rate. */
  worth: SQLWrapper
  documentType: SQLWrapper
  version: SQLWrapper
  orderState: SQLWrapper
  attachments: SQLWrapper
}

function sourceOf(actor: Actor, kind: QueueKind): Source {
  const none = { documentType: sql`null::text`, version: sql`0`, orderState: sql`null::text`, attachments: sql`0` }
  if (kind === "accounts") return { ...none, ...accountSource(actor) }
  if (kind === "failed") {
    const { vendorNo, vendorName, finishedAt: since, amount, currencyCode, workDate } = purchaseRequest
    const worth = inOwnCurrency(amount, currencyCode, workDate, actor)
    const waiting = waitingRequests(actor)
    return { ...none, ...ofTable(purchaseRequest), waiting, vendorNo, vendorName, since, amount, worth }
  }
  if (kind === "payments") {
    const { vendorNo, reviewStateAt: since, amount, amountLcy: worth, version, reviewState: orderState } = paymentOrder
    const vendorName = nameOf(actor, vendorNo)
    const shared = { ...none, vendorNo, vendorName, since, version, orderState, amount, worth }
    return { ...shared, ...ofTable(paymentOrder), waiting: waitingOrders(actor) }
  }
  const { buyFromVendorNo: vendorNo, buyFromVendorName: vendorName, reviewStateAt: since } = purchaseInvoice
  const { amountIncludingVat, currencyCode, postingDate, documentType, version } = purchaseInvoice
  const worth = inOwnCurrency(amountIncludingVat, currencyCode, postingDate, actor)
  const shared = { ...none, vendorNo, vendorName, since, documentType, version, amount: amountIncludingVat, worth }
  return { ...shared, attachments: attached, ...ofTable(purchaseInvoice), waiting: waitingDrafts(actor, kind) }
}

/** What each table but that of bank accounts calls alike. */
function ofTable(table: typeof purchaseInvoice | typeof purchaseRequest | typeof paymentOrder) {
  const { no, queueKey, requestedBy, currencyCode } = table
  return { table, no, queueKey, requestedBy, currencyCode, amountDecimals: amountDecimalsOf(table) }
}

/** It has no amount, and few of them wait: its key is worked out. */
function accountSource(actor: Actor) {
  const { vendorNo, proposedAt: since, proposedBy: requestedBy } = vendorBankAccount
  const unpriced = { amount: sql`null::numeric`, worth: sql`null::numeric` }
  return {
    table: vendorBankAccount,
    waiting: waitingAccounts(actor),
    no: accountNo,
    queueKey: sql`(((${since} at time zone 'UTC')::date - date '1970-01-01') * 100000000000::bigint)`,
    ...{ requestedBy, vendorNo, vendorName: nameOf(actor, vendorNo), since, version: sql`1` },
    ...{ currencyCode: sql`null::text`, amountDecimals: sql`0`, ...unpriced },
  }
}

const nameOf = ({ companyId }: Actor, vendorNo: SQLWrapper) => sql`(select ${vendor.name} from ${vendor}
  where ${vendor.companyId} = ${companyId} and ${vendor.no} = ${vendorNo})`

/**
 * A part of the list: the rows of one kind.
 *
 * @param limit so many at most
 * @returns undefined: nothing of that kind is the actor's to do
 */
export function partOf(
  actor: Actor,
  kind: QueueKind,
  filter: QueueFilter,
  cursor: ReturnType<typeof readCursor>,
  limit: number,
): SQL | undefined {
  authorise(actor, "purchase_invoice.review")
  const { table, waiting, ...of } = sourceOf(actor, kind)
  if (!waiting) return undefined
  const { bound, order } = pageAt({ expression: sql`${of.queueKey}`, type: "bigint" }, sql`${of.no}`, false, cursor)
  const matching = and(
    waiting,
    bound,
    filter.vendorNo === undefined ? undefined : eq(of.vendorNo, filter.vendorNo),
    filter.requesterId === undefined ? undefined : eq(of.requestedBy, filter.requesterId),
    // What is not known is not below it.
    filter.from === undefined ? undefined : sql`coalesce(${of.worth} >= ${filter.from}::numeric, true)`,
  )
  return sql`(select ${sql.raw(`'${kind}'`)} as kind, ${of.no} as no, ${of.documentType} as "documentType",
      ${of.version} as version, ${of.vendorNo} as "vendorNo", ${of.vendorName} as "vendorName",
      ${of.requestedBy} as "requesterId", ${shownName(actor.companyId, sql`${of.requestedBy}`)} as "requesterName",
      ${of.since} as since, (${of.worth})::text as worth, (${of.amount})::text as amount,
      ${of.currencyCode} as "currencyCode", ${of.amountDecimals} as "amountDecimals",
      ${of.attachments} as attachments, ${of.orderState} as "orderState",
      ${of.queueKey} as queue_key, (${of.queueKey})::text as key
    from ${table} where ${matching} order by ${sql.join(order, sql`, `)} limit ${limit})`
}

const attached = countAttached({ companyId: sql`${purchaseInvoice}.company_id`, draftNo: sql`${purchaseInvoice}.no` })

/** At the rate of the day; null without one. */
function inOwnCurrency(
  amount: SQLWrapper,
  code: SQLWrapper,
  date: SQLWrapper,
  { companyId }: Actor,
): SQL<string | null> {
  return sql<string | null>`round(${amount} * case
    when ${code} = (select c.currency_code from ${company} c where c.id = ${companyId}) then 1 else (
      select x.relational_exchange_rate_amount / x.exchange_rate_amount from ${currencyExchangeRate} x
      where x.company_id = ${companyId} and x.currency_code = ${code} and x.starting_date <= ${date}
      order by x.starting_date desc limit 1) end, 4)`
}
