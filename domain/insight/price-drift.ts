import { type SQL, sql } from "drizzle-orm"
import { item, itemLedgerEntry, ledgerTransaction, purchaseItemPeriod, valueEntry, vendor } from "@/db/schema"
import { addDays, addMonths } from "@/domain/dates/date"
import type { FigureScope, InsightKind } from "./figure-kind"
import { calendarPeriodsOf, type MonthPeriod } from "./period"
import { GROUPS_SHOWN } from "./statement"

/** What was bought of each item in a period, of what is kept: `m`. */
const keptOf = (companyId: number, period: MonthPeriod): SQL => sql`
  from (values ${sql.join(
    calendarPeriodsOf(period).map(({ months, begins }) => sql`(${months}::integer, ${begins}::date)`),
    sql`, `,
  )}) as s (months, begins)
  join ${purchaseItemPeriod} m on m.company_id = ${companyId} and m.months = s.months and m.begins = s.begins`

/** What an item cost on average in the twelve months before the period, at the decimals of a unit cost: `b.before` of `b.item_no`. */
function before({ companyId, from, unitDecimals }: FigureScope): SQL {
  return sql`
    select b.item_no, b.before from (
      select m.item_no, round(sum(m.cost) / nullif(sum(m.quantity), 0), ${unitDecimals}::integer) as before
      ${keptOf(companyId, { from: addMonths(from, -12), to: addDays(from, -1) })}
      group by m.item_no having sum(m.quantity) > 0 and sum(m.cost) > 0 offset 0) b
    where b.before > 0`
}

/**
 * What an item cost on average, after discounts and in the company's currency, against the twelve months before the period; and what the
 * difference came to, line by line: its cost less its quantity at the average before, as that is written, and not rounded, so that lines
 * add up whatever their quantities. An item that was not bought before has not drifted. Openings and the like are no purchases.
 */
export const priceDrift: InsightKind = {
  name: "priceDrift",
  groupedBy: "item",
  day: "posting",
  documents: asked => sql`
    select n.*, b.before, n.cost - b.before * n.quantity as effect
    from (select i.item_no as key,
        case t.document_type when 'invoice' then 'posted_invoice' else 'posted_credit_memo' end as place,
        t.document_no as no, i.transaction_no || '.' || i.line_no as id,
        (select v.name from ${vendor} v where v.company_id = i.company_id and v.no = i.vendor_no) as party,
        i.posting_date as day, i.quantity, w.cost_amount as cost
      from ${itemLedgerEntry} i
      join ${valueEntry} w on w.company_id = i.company_id and w.transaction_no = i.transaction_no and w.line_no = i.line_no
      join ${ledgerTransaction} t on t.company_id = i.company_id and t.no = i.transaction_no
        and t.document_type in ('invoice', 'credit_memo')
      where i.company_id = ${asked.companyId} and i.posting_date between ${asked.from}::date and ${asked.to}::date) n
    join (${before(asked)}) b on b.item_no = n.key`,
  // What is divided is so for the items that are shown alone: there are many.
  kept: asked => sql`
    with d as materialized (
      select n.*, b.before, n.cost - b.before * n.quantity as effect
      from (select m.item_no as key, sum(m.lines) as lines, sum(m.quantity) as quantity, sum(m.cost) as cost
        ${keptOf(asked.companyId, asked)} group by m.item_no) n
      join (${before(asked)}) b on b.item_no = n.key)
    select d.key, 0 as is_total, d.lines, d.before, d.cost / nullif(d.quantity, 0) as now,
      (d.cost / nullif(d.quantity, 0) / d.before - 1) * 100 as drift, d.effect
    from (select * from d order by abs(d.effect) desc, d.key limit ${GROUPS_SHOWN}) d
    union all select null, 1, coalesce(sum(d.lines), 0), null, null, null, coalesce(sum(d.effect), 0) from d`,
  label: ({ companyId }) =>
    sql`(select m.description from ${item} m where m.company_id = ${companyId} and m.no = g.key)`,
  measures: [
    { name: "lines", unit: "count", of: sql`count(*)`, adds: true },
    { name: "before", unit: "unitCost", of: sql`min(d.before)`, ofGroup: true },
    { name: "now", unit: "unitCost", of: sql`sum(d.cost) / nullif(sum(d.quantity), 0)`, ofGroup: true },
    {
      name: "drift",
      unit: "percent",
      of: sql`(sum(d.cost) / nullif(sum(d.quantity), 0) / min(d.before) - 1) * 100`,
      ofGroup: true,
    },
    { name: "effect", unit: "money", of: sql`coalesce(sum(d.effect), 0)`, adds: true, drawn: true },
  ],
  largestFirst: sql`abs(g.effect) desc`,
  columns: [
    { name: "quantity", unit: "quantity", of: sql`d.quantity` },
    { name: "cost", unit: "money", of: sql`d.cost` },
    { name: "effect", unit: "unitCost", of: sql`d.effect` },
  ],
}
