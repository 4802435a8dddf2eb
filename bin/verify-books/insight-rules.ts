import { figures, type Rule, sameNumbers } from "./rule"

/** What is kept is what the posted documents add up to. @param of query of the keys and of what is summed */
function byPeriod(table: string, keys: string[], sums: string[], of: string): Rule {
  const added = sums.map(sum => `sum(${sum}) as ${sum}`).join(", ")
  return {
    name: `${table} adds up the posted documents`,
    table,
    query: `
      select concat_ws(', ', ${keys.join(", ")}) as key, about, expected, found
      from (select ${keys.join(", ")}, ${added} from (${of}) d group by ${keys.join(", ")}) e
      full join ${table} k using (${keys.join(", ")})
      ${figures(...sameNumbers("e", "k", sums))}
      where found is distinct from expected order by ${keys.join(", ")}`,
  }
}

const month = (date: string) => `date_trunc('month', ${date})::date as month`
const sign = "case d.document_type when 'credit_memo' then -1 else 1 end"
const own = `join company c on c.id = d.company_id
  join currency own on own.company_id = c.id and own.code = c.currency_code`
const rate = "d.relational_exchange_rate_amount / d.exchange_rate_amount"

/** What Insight's figures are summed of. */
export const insightRules: Rule[] = [
  byPeriod(
    "purchase_vendor_month",
    ["month", "vendor_no"],
    ["documents", "amount"],
    `select ${month("d.posting_date")}, d.buy_from_vendor_no as vendor_no, 1 as documents,
       case when d.currency_code = c.currency_code then d.amount else round(d.amount * ${rate}, own.amount_decimals) end * ${sign} as amount
     from posted_purchase_document d ${own}`,
  ),
  byPeriod(
    "purchase_item_period",
    ["months", "begins", "item_no"],
    ["lines", "quantity", "cost"],
    `select s.months, date_trunc(s.unit, i.posting_date)::date as begins, i.item_no, 1 as lines, i.quantity, v.cost_amount as cost
     from item_ledger_entry i join value_entry v using (company_id, transaction_no, line_no)
     join ledger_transaction t on t.company_id = i.company_id and t.no = i.transaction_no
     cross join (values (1, 'month'), (3, 'quarter'), (12, 'year')) as s (months, unit)
     where t.document_type in ('invoice', 'credit_memo')`,
  ),
  byPeriod(
    "request_days_month",
    ["month", "hundredths"],
    ["documents"],
    `select ${month("d.posting_date")}, round(extract(epoch from d.posted_at - q.requested_at) / 864)::integer as hundredths, 1 as documents
     from posted_purchase_document d join purchase_request q on q.purchase_invoice_no = d.pre_assigned_no
     where d.document_type = 'invoice'`,
  ),
  byPeriod(
    "customer_margin_month",
    ["month", "customer_name"],
    ["documents", "sales", "cost"],
    `select ${month("d.posting_date")}, coalesce(nullif(q.customer_name, ''), '–') as customer_name, 1 as documents,
       round(sum(r.sales_unit_price * l.quantity * l.qty_per_unit_of_measure), min(own.amount_decimals)) * (${sign}) as sales,
       round(sum(l.amount) * ${rate}, min(own.amount_decimals)) * (${sign}) as cost
     from posted_purchase_document d ${own}
     join posted_purchase_document o on o.no = coalesce(d.corrects_no, d.credits_no, d.no)
     join purchase_request q on q.purchase_invoice_no = o.pre_assigned_no
     join posted_purchase_line l on l.document_no = d.no and l.type = 'item'
     join posted_purchase_line k on k.document_no = o.no and k.line_no = coalesce(l.credits_line_no, l.line_no)
     join purchase_request_line r on r.request_no = q.no and r.line_no = k.line_id * 10000 and r.no = l.no
     where r.sales_unit_price is not null
     group by d.company_id, d.no, q.no, q.customer_name having bool_and(l.amount <> 0)`,
  ),
]
