import { joinInForce } from "./in-force"

/** Posted documents that rest on a known version of the setup; a cancellation copies its invoice's entries, whatever is set up. */
export const documents = `
  document as materialized (
    select d.*, t.setup_version, own.amount_decimals as own_decimals, own.code <> d.currency_code as is_foreign,
      money.content as currency, cur.amount_decimals, vendors.content as vendors,
      case d.document_type when 'credit_memo' then -1 else 1 end as sign, setup.content ->> 'discount_posting' as discounts
    from posted_purchase_document d
    join ledger_transaction t on t.company_id = d.company_id and t.no = d.transaction_no
    join company c on c.id = d.company_id
    join currency own on own.company_id = d.company_id and own.code = c.currency_code
    join currency cur on cur.company_id = d.company_id and cur.code = d.currency_code
    ${joinInForce("money", "currency", "d.currency_code", "t.setup_version")}
    ${joinInForce("vendors", "vendor_posting_group", "d.vendor_posting_group", "t.setup_version")}
    ${joinInForce("setup", "purchases_setup", "''", "t.setup_version")}
    where t.setup_version is not null and d.corrects_no is null)`

/** Their lines that are posted, with the general posting setup that was in force. */
export const lines = `
  line as materialized (
    select d.transaction_no, d.document_type, d.sign, l.*, general.content as general,
      round(l.line_discount_amount / taxed.rate, d.amount_decimals)
        * (d.discounts in ('line', 'all') and l.gen_prod_posting_group is not null)::integer as line_discount,
      round(l.invoice_discount_amount / taxed.rate, d.amount_decimals)
        * (d.discounts in ('invoice', 'all') and l.gen_prod_posting_group is not null)::integer as invoice_discount,
      exists (select from item i where i.company_id = l.company_id and i.no = l.no and i.type = 'inventory'
        and l.type = 'item') as is_stock
    from document d
    join posted_purchase_line l on l.company_id = d.company_id and l.document_no = d.no
    cross join lateral (select case when d.prices_including_vat and l.vat_calculation_type = 'normal'
      then 1 + l.vat_percent / 100 * (1 - d.vat_base_discount_percent / 100) else 1 end as rate) taxed
    ${joinInForce("general", "general_posting_setup", "d.gen_bus_posting_group || '/' || l.gen_prod_posting_group", "d.setup_version")}
    where l.type <> 'comment' and l.no is not null and l.quantity <> 0)`

/** Which account a line is booked on. */
export const lineAccount = `case when line.type = 'gl_account' then line.no when line.type = 'charge' then line.charge_account_no
  else coalesce(case line.document_type when 'credit_memo' then line.general ->> 'purchase_credit_memo_account_no' end,
    line.general ->> 'purchase_account_no') end`
