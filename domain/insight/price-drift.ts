import { type SQL, sql } from "drizzle-orm"
import { item, itemLedgerEntry, ledgerTransaction, valueEntry, vendor } from "@/db/schema"
import { addDays, addMonths } from "@/domain/dates/date"
import type { InsightKind } from "./figure-kind"

/** Pieces of stock that were bought or given back between two days, with what they cost: openings and the like are no purchases. */
const bought = (companyId: number, from: string, to: string): SQL => sql`
  from ${itemLedgerEntry} i
  join ${valueEntry} w on w.company_id = i.company_id and w.transaction_no = i.transaction_no and w.line_no = i.line_no
  join ${ledgerTransaction} t on t.company_id = i.company_id and t.no = i.transaction_no
    and t.document_type in ('invoice', 'credit_memo')
  where i.company_id = ${companyId} and i.posting_date between ${from}::date and ${to}::date`

/**
 * What an item cost on average, after discounts and in the company's currency, against the twelve months before the period; and what the
 * difference came to, line by line. An item that was not bought before has not drifted.
 */
export const priceDrift: InsightKind = {
  name: "priceDrift",
  groupedBy: "item",
  day: "posting",
  documents: ({ companyId, from, to, amountDecimals }) => sql`
    select n.*, b.unit as before, round(n.cost - b.unit * n.quantity, ${amountDecimals}::integer) as effect
    from (select i.item_no as key,
        case t.document_type when 'invoice' then 'posted_invoice' else 'posted_credit_memo' end as place,
        t.document_no as no, i.transaction_no || '.' || i.line_no as id,
        (select v.name from ${vendor} v where v.company_id = i.company_id and v.no = i.vendor_no) as party,
        i.posting_date as day, i.quantity, w.cost_amount as cost
      ${bought(companyId, from, to)}) n
    join (select i.item_no, sum(w.cost_amount) / nullif(sum(i.quantity), 0) as unit
      ${bought(companyId, addMonths(from, -12), addDays(from, -1))}
      group by i.item_no having sum(i.quantity) > 0 and sum(w.cost_amount) > 0) b on b.item_no = n.key`,
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
    { name: "effect", unit: "money", of: sql`d.effect` },
  ],
}
