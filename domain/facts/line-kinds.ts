/** Facts of a document's lines: cost, quantity, margin. */
import { sql } from "drizzle-orm"
import {
  item,
  itemLedgerEntry,
  itemUnitOfMeasure,
  postedPurchaseDocument,
  purchaseInvoiceLine,
  purchasePrice,
} from "@/db/schema"
import { type FactKind, factRow, plain, worstLine } from "./fact-kind"

/** What a line costs more than something, as percent, and what that comes to. */
const above = { now: "cost", before: "cost", percent: "percent", item: "text", line: "text", count: "count" } as const

const aboveRow = (to: "item" | "purchase_prices") =>
  factRow({
    weight: sql`f.weight`,
    figures: {
      now: plain(sql`f.now`),
      before: plain(sql`f.before`),
      percent: sql`round((f.now / f.before - 1) * 100, 1)::text`,
      item: sql`f.item_no`,
      line: sql`f.description`,
      count: sql`f.count`,
    },
    to: to === "item" ? sql`case when f.posted_no is null then 'item' else 'posted_purchase_invoice' end` : to,
    no: to === "item" ? sql`coalesce(f.posted_no, f.item_no)` : sql`f.item_no`,
  })

const isAbove = (now: string, before: string) =>
  sql.raw(`${before} > 0 and ${now} > ${before} * (1 + a.cost_increase_percent / 100)`)

/** The invoice by which an item came last, of stock; others have no entries, and an opening or a credit memo is none. */
const lastPosted = sql`(select d.no from ${itemLedgerEntry} e
  join ${postedPurchaseDocument} d on d.company_id = e.company_id and d.transaction_no = e.transaction_no
  where e.company_id = f.company_id and e.item_no = f.item_no and e.quantity > 0 and d.document_type = 'invoice'
  order by e.posting_date desc, e.transaction_no desc limit 1)`

export const costAboveLast: FactKind = {
  name: "cost_above_last",
  severity: "warning",
  figures: above,
  link: ["posted_purchase_invoice", "item"],
  query: sql`select ${aboveRow("item")} from asked a join (
      select f.*, ${lastPosted} as posted_no from (${worstLine(sql`
        select a.company_id, a.no, l.line_no, l.item_no, l.description, l.cost_excl_vat as now, i.last_direct_cost as before,
          (l.cost_excl_vat - i.last_direct_cost) * l.base_quantity as weight
        from asked a join lines l on l.no = a.no
        join ${item} i on i.company_id = a.company_id and i.no = l.item_no
        where a.document_type = 'invoice' and ${isAbove("l.cost_excl_vat", "i.last_direct_cost")}`)}) as f) as f on f.no = a.no`,
}

/** The lowest price that holds on the date and that the quantity reaches, as domain/pricing finds it, in the company's currency. */
const listPrice = sql`(select price from (
    select p.direct_unit_cost / p.price_per / coalesce(u.qty_per_unit_of_measure, 1)
        * case when p.currency_code = a.currency_code then a.factor else 1 end as price,
      p.unit_of_measure_code not in ('', l.unit_of_measure_code) as other_unit, p.currency_code <> a.currency_code as other_currency
    from ${purchasePrice} p
    left join ${itemUnitOfMeasure} u on u.company_id = p.company_id and u.item_no = p.item_no and u.code = p.unit_of_measure_code
    where p.company_id = a.company_id and p.vendor_no = a.buy_from_vendor_no and p.item_no = l.item_no
      and p.currency_code = any(array[a.currency_code, a.own_currency_code]) and p.direct_unit_cost > 0
      and p.starting_date <= a.posting_date and (p.ending_date is null or p.ending_date >= a.posting_date)
      and (p.unit_of_measure_code = '' or u.code is not null)
      and p.minimum_quantity * coalesce(u.qty_per_unit_of_measure, 1) <= l.base_quantity) as listed
  order by other_unit, other_currency, price limit 1)`

export const costAboveList: FactKind = {
  name: "cost_above_list",
  severity: "warning",
  figures: above,
  link: ["purchase_prices"],
  query: sql`select ${aboveRow("purchase_prices")} from asked a join (${worstLine(sql`
      select a.no, l.line_no, l.item_no, l.description, l.cost as now, list.price as before,
        (l.cost - list.price) * l.base_quantity as weight
      from asked a join lines l on l.no = a.no cross join lateral ${listPrice} as list (price)
      where a.document_type = 'invoice' and ${isAbove("l.cost", "list.price")}`)}) as f on f.no = a.no`,
}

/** Posting refuses it (domain/posting/check-lines.ts); what is blocked for purchasing alone may be given back. */
export const itemBlocked: FactKind = {
  name: "item_blocked",
  severity: "alarm",
  figures: { line: "text", count: "count" },
  link: ["item"],
  query: sql`select ${factRow({ figures: { line: sql`f.description`, count: sql`f.count` }, to: "item", no: sql`f.item_no` })}
    from asked a join (${worstLine(sql`
      select a.no, l.line_no, l.no as item_no, l.description, 0 as weight
      from asked a join ${purchaseInvoiceLine} l on l.company_id = a.company_id and l.document_no = a.no
      join ${item} i on i.company_id = a.company_id and i.no = l.no
      where l.type = 'item' and l.quantity <> 0
        and (i.blocked or i.purchasing_blocked and a.document_type = 'invoice')`)}) as f on f.no = a.no`,
}

/** Purchases of the last year that a usual quantity is told from, the latest; fewer than five tell none. */
const [LEAST, MOST] = [5, 100]

export const quantityUnusual: FactKind = {
  name: "quantity_unusual",
  severity: "warning",
  figures: { quantity: "quantity", median: "quantity", item: "text", line: "text", count: "count" },
  link: ["item"],
  query: sql`select ${factRow({
    weight: sql`f.weight`,
    figures: {
      quantity: plain(sql`f.quantity`),
      median: plain(sql`f.median`),
      item: sql`f.item_no`,
      line: sql`f.description`,
      count: sql`f.count`,
    },
    to: "item",
    no: sql`f.item_no`,
  })}
    from asked a join (${worstLine(sql`
      select a.no, l.line_no, l.item_no, l.description, l.base_quantity as quantity, usual.median,
        abs(l.base_quantity - usual.median) * l.cost as weight
      from asked a join lines l on l.no = a.no cross join lateral (
        select count(*) as count, percentile_disc(0.25) within group (order by e.quantity) as low,
          percentile_disc(0.5) within group (order by e.quantity) as median,
          percentile_disc(0.75) within group (order by e.quantity) as high
        from (select quantity from ${itemLedgerEntry} e where e.company_id = a.company_id and e.item_no = l.item_no
          and e.posting_date between a.posting_date - 365 and a.posting_date and e.quantity > 0
          order by e.posting_date desc, e.transaction_no desc limit ${sql.raw(String(MOST))}) as e) as usual
      where a.document_type = 'invoice' and usual.count >= ${sql.raw(String(LEAST))}
        and (l.base_quantity > usual.high + a.unusual_quantity_spread * greatest(usual.high - usual.low, usual.median / 4)
          or l.base_quantity < usual.low - a.unusual_quantity_spread * greatest(usual.high - usual.low, usual.median / 4))`)}) as f
      on f.no = a.no`,
}

export const marginLow: FactKind = {
  name: "margin_low",
  severity: "warning",
  figures: { percent: "percent", amount: "amount", item: "text", line: "text", linePercent: "percent", count: "count" },
  link: ["purchase_request"],
  ofSales: true,
  query: sql`select ${factRow({
    weight: sql`f.weight`,
    figures: {
      percent: sql`round(whole.margin / whole.sales * 100, 1)::text`,
      amount: plain(sql`whole.margin`),
      item: sql`f.item_no`,
      line: sql`f.description`,
      linePercent: sql`round((1 - f.cost / f.sales) * 100, 1)::text`,
      count: sql`f.count`,
    },
    to: "purchase_request",
    no: sql`a.request_no`,
  })}
    from asked a
    join (select no, sum(sales) as sales, sum(sales - cost) as margin from sold where cost is not null group by no) as whole on whole.no = a.no
    join (${worstLine(sql`
      select s.no, s.line_no, s.item_no, s.description, s.sales, s.cost, s.cost - s.sales as weight
      from sold s join asked a on a.no = s.no
      where s.sales > 0 and s.cost > s.sales * (1 - a.low_margin_percent / 100)`)}) as f on f.no = a.no
    where whole.sales > 0`,
}
