import { eq, sql } from "drizzle-orm"
import { type InsertedEntries, insertions, insertionValues, type Target } from "@/db/insert-rows"
import { prepared, value } from "@/db/prepared"
import {
  detailedVendorLedgerEntry,
  glEntry,
  item,
  itemLedgerEntry,
  ledgerCounter,
  ledgerTransaction,
  noSeries,
  postedPurchaseDocument,
  postedPurchaseLine,
  purchaseInvoice,
  purchasesSetup,
  valueEntry,
  vatEntry,
  vendorLedgerEntry,
} from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { IsoDate } from "@/domain/dates/date"
import { eventInsertion, eventValues, type NewEvent } from "@/domain/history/record-event"
import { drawNumbers, drawnNumber } from "@/domain/numbering/draw-numbers"
import { noNumber } from "@/domain/numbering/take-number"
import type { PostingSetup } from "./read-posting-setup"

export type Posted = { no: string; transactionNo: number }

/** What the statement writes into the columns of numbers that are known to it alone. */
export const thisTransaction = 0

const transactionNo = sql`numbers.transaction_no`
const documentNo = sql`numbers.document_no`
const entryNo = (field: string) => {
  const given = sql`row.${sql.identifier(field)}`
  return sql`case ${given} when ${sql.raw(String(thisTransaction))} then ${transactionNo} else ${given} end`
}

/** All tables of the books that a posting writes. */
const targets: readonly Target[] = [
  { table: ledgerTransaction, drawn: { no: transactionNo, documentNo } },
  { table: postedPurchaseDocument, drawn: { no: documentNo, transactionNo } },
  { table: postedPurchaseLine, drawn: { documentNo } },
  { table: glEntry, drawn: { transactionNo } },
  { table: vatEntry, drawn: { transactionNo } },
  { table: vendorLedgerEntry, drawn: { transactionNo, documentNo } },
  {
    table: detailedVendorLedgerEntry,
    drawn: {
      transactionNo,
      vendorLedgerEntryNo: entryNo("vendorLedgerEntryNo"),
      appliedEntryNo: entryNo("appliedEntryNo"),
    },
  },
  { table: itemLedgerEntry, drawn: { transactionNo } },
  { table: valueEntry, drawn: { transactionNo } },
]

export type PostingRows = {
  companyId: number
  /** What the posting was worked out from. */
  setup: PostingSetup
  /** Of the posted document. */
  series: string
  /** The number is of the series' line for this date. */
  postingDate: IsoDate
  /** The draft that goes; null: there is none. */
  draftNo: string | null
  /** By item, as decimals. */
  lastDirectCosts: readonly { no: string; cost: string }[]
  entries: readonly InsertedEntries[]
  /** What happened, without the posted document's number: that stands in its data under this name. */
  event: NewEvent
  numberAs: string
}

/**
 * Compares, draws the two numbers and writes everything, in one statement: nobody waits for the portal while the counters
 * are locked, and whatever fails, nothing of it is written. The items are locked already (`lockItems`): what the statement
 * sees of them is as it stays. Locks in the house's order: the setup's one row, shared, then the series, then the counter
 * of transactions, which the others wait for until the commit: so there are no gaps.
 *
 * @throws a serialization failure where items or setup have changed since they were read
 * @throws Refusal "no_series_missing" where the company has no such series, "no_series_full" where it has no number left;
 *   nothing is written
 */
export async function insertPosting(tx: Tx, rows: PostingRows): Promise<Posted> {
  const { companyId, setup, series, postingDate, draftNo, lastDirectCosts, entries, event, numberAs } = rows
  const [numbers] = await insert(tx, {
    ...insertionValues(targets, entries),
    ...eventValues(event),
    companyId,
    setupVersion: setup.purchases.setupVersion,
    items: JSON.stringify([...setup.items.values()]),
    itemNos: [...setup.items.keys()],
    series,
    postingDate,
    draftNo,
    costs: JSON.stringify(lastDirectCosts),
    boughtNos: lastDirectCosts.map(({ no }) => no),
    numberAs,
  })
  const { no, transactionNo, isKnown } = numbers!
  if (no === null) throw noNumber(series, isKnown)
  return { no, transactionNo: Number(transactionNo) }
}

const company = value("companyId")

/** For the planner, who does not know how few the rows of a JSON parameter are: with this it goes by the index. */
const among = (nos: string) => sql`${item.no} = any(${value(nos)}::text[])`

const insert = prepared<{ no: string | null; transactionNo: string; isKnown: boolean }>(
  "posting",
  () => sql`
    with setup as materialized (
      select setup_version from ${purchasesSetup} where ${eq(purchasesSetup.companyId, company)} for share
    ), unchanged as materialized (
      select refuse_overtaken(setup_version = ${value("setupVersion")}::integer and not exists (
        select from json_to_recordset(${value("items")}::json) as read (no text, description text, type text,
          "inventoryPostingGroup" text, blocked boolean, "purchasingBlocked" boolean)
        left join ${item} on ${eq(item.companyId, company)} and ${item.no} = read.no and ${among("itemNos")}
        where (${item.description}, ${item.type}, ${item.inventoryPostingGroup}, ${item.blocked}, ${item.purchasingBlocked})
          is distinct from
          (read.description, read.type, read."inventoryPostingGroup", read.blocked, read."purchasingBlocked")
      )) from setup
    ), ${drawNumbers({
      company: sql`${company}::integer`,
      code: sql`${value("series")}::text`,
      date: sql`${value("postingDate")}::date`,
      count: sql`1`,
      guard: sql`unchanged`,
    })}, counter as (
      insert into ${ledgerCounter} as counter (company_id, last_transaction_no) select ${company}::integer, 1 from series
      on conflict (company_id) do update set last_transaction_no = counter.last_transaction_no + 1
      returning last_transaction_no as transaction_no
    ), numbers as materialized (
      select ${drawnNumber} as document_no, transaction_no from series, counter
    ), ${insertions(targets, sql`numbers`)}, costs as (
      update ${item} set last_direct_cost = bought.cost
      from numbers, json_to_recordset(${value("costs")}::json) as bought (no text, cost numeric)
      where ${eq(item.companyId, company)} and ${item.no} = bought.no and ${among("boughtNos")}
        and ${item.lastDirectCost} <> bought.cost
    ), draft as (
      delete from ${purchaseInvoice} using numbers
      where ${eq(purchaseInvoice.companyId, company)} and ${eq(purchaseInvoice.no, value("draftNo"))}
    ), ${eventInsertion({
      more: sql`jsonb_build_object(${value("numberAs")}::text, ${documentNo})`,
      from: sql`numbers`,
    })}
    select document_no as no, transaction_no as "transactionNo", exists (
      select from ${noSeries} s where s.company_id = ${company} and s.code = ${value("series")}) as "isKnown"
    from (select) as one left join numbers on true`,
)
