import { figures, number, type Rule, same, sameNumbers } from "./rule"

/**
 * A subledger equals its control accounts, transaction by transaction and account by account, and so in total.
 * @param subledger query of (transaction_no, account, amount)
 * @param accounts query of the numbers of the control accounts
 * @param except entries that the subledger does not have
 */
function control(name: string, subledger: string, accounts: string, except = "false"): Rule {
  return {
    name,
    table: "gl_entry",
    query: `
      with subledger as (select transaction_no, account, sum(amount) as amount from (${subledger}) s group by 1, 2),
        booked as (
          select transaction_no, gl_account_no as account, sum(amount) as amount from gl_entry
          where gl_account_no in (${accounts}) and not (${except}) group by 1, 2)
      select 'transaction ' || transaction_no || ', account ' || account as key, 'sum of amount' as about,
        ${number("subledger.amount")}::text as expected, ${number("booked.amount")}::text as found
      from subledger full join booked using (transaction_no, account)
      where coalesce(subledger.amount, 0) <> coalesce(booked.amount, 0) order by transaction_no, account`,
  }
}

/** What is kept by day is what the entries of the day add up to. */
function byDay(table: string, entries: string, of: string[], sums: string[]): Rule {
  const keys = [...of, "posting_date"]
  const added = sums.map(sum => `sum(${sum}) as ${sum}`).join(", ")
  return {
    name: `${table} adds up ${entries}`,
    table,
    query: `
      select concat_ws(', ', ${keys.join(", ")}) as key, about, expected, found
      from (select ${keys.join(", ")}, ${added} from ${entries} group by ${keys.join(", ")}) e
      full join ${table} d using (${keys.join(", ")})
      ${figures(...sameNumbers("e", "d", sums))}
      where found is distinct from expected order by ${keys.join(", ")}`,
  }
}

/** Vendors, VAT, items and banks: each subledger equals its accounts in the G/L, and is whole in itself. */
export const subledgerRules: Rule[] = [
  control(
    "payables accounts are the vendor ledger",
    `select d.transaction_no, g.payables_account_no as account, d.amount_lcy as amount
     from detailed_vendor_ledger_entry d
     join vendor_ledger_entry e on e.company_id = d.company_id and e.transaction_no = d.vendor_ledger_entry_no
     join vendor_posting_group g on g.company_id = e.company_id and g.code = e.vendor_posting_group`,
    "select payables_account_no from vendor_posting_group",
  ),
  control(
    "VAT accounts are the VAT entries",
    `select e.transaction_no, side.account, side.amount from vat_entry e
     join vat_posting_setup s on s.company_id = e.company_id and s.vat_bus_posting_group = e.vat_bus_posting_group
       and s.vat_prod_posting_group = e.vat_prod_posting_group
     cross join lateral (values (coalesce(e.purchase_vat_account_no, s.purchase_vat_account_no), e.amount),
       (case e.vat_calculation_type when 'reverse_charge' then
         coalesce(e.reverse_charge_vat_account_no, s.reverse_charge_vat_account_no) end, -(e.amount + e.non_deductible_amount)))
       as side (account, amount)
     where side.amount <> 0 and (e.vat_calculation_type = 'reverse_charge' or side.account is not null)`,
    `select purchase_vat_account_no from vat_posting_setup where purchase_vat_account_no is not null
     union select reverse_charge_vat_account_no from vat_posting_setup where reverse_charge_vat_account_no is not null`,
    // VAT that was claimed before the start is a balance alone.
    "transaction_no in (select no from ledger_transaction where document_type = 'opening')",
  ),
  control(
    "inventory accounts are the value entries",
    "select transaction_no, inventory_account_no as account, cost_amount as amount from value_entry",
    `select inventory_account_no from inventory_posting_group union select inventory_account_no from value_entry`,
  ),
  control(
    "bank accounts are the bank account ledger",
    `select e.transaction_no, b.gl_account_no as account, e.amount_lcy as amount from bank_account_ledger_entry e
     join bank_account b on b.company_id = e.company_id and b.no = e.bank_account_no`,
    "select gl_account_no from bank_account",
  ),
  {
    name: "a vendor ledger entry is that of its transaction",
    table: "vendor_ledger_entry",
    query: `
      select 'transaction ' || e.transaction_no as key, about, expected, found from vendor_ledger_entry e
      left join ledger_transaction t on t.company_id = e.company_id and t.no = e.transaction_no
      ${figures(...same("t", "e", ["document_no", "vendor_no", "document_date"]))}
      where found is distinct from expected order by e.transaction_no`,
  },
  {
    name: "a vendor ledger entry begins with its initial entry",
    table: "detailed_vendor_ledger_entry",
    query: `
      with initial as (
        select company_id, vendor_ledger_entry_no, count(*) as entries, max(transaction_no) as transaction_no,
          sum(amount) as amount, sum(amount_lcy) as amount_lcy
        from detailed_vendor_ledger_entry where entry_type = 'initial_entry' group by 1, 2)
      select 'vendor ledger entry ' || e.transaction_no as key, about, expected, found from vendor_ledger_entry e
      left join initial i on i.company_id = e.company_id and i.vendor_ledger_entry_no = e.transaction_no
      ${figures(
        ["number of initial entries", "1", number("i.entries")],
        ...sameNumbers("e", "i", ["transaction_no", "amount", "amount_lcy"]),
      )}
      where found is distinct from expected order by e.transaction_no`,
  },
  {
    name: "a detailed entry is of its vendor ledger entry's vendor and currency",
    table: "detailed_vendor_ledger_entry",
    query: `
      select 'transaction ' || d.transaction_no || ', line ' || d.line_no as key, about, expected, found
      from detailed_vendor_ledger_entry d
      left join vendor_ledger_entry e on e.company_id = d.company_id and e.transaction_no = d.vendor_ledger_entry_no
      ${figures(...same("e", "d", ["vendor_no", "currency_code"]))}
      where found is distinct from expected order by d.transaction_no, d.line_no`,
  },
  {
    name: "applications take from one entry what they give another",
    table: "detailed_vendor_ledger_entry",
    query: `
      select 'transaction ' || transaction_no as key, 'sum of applications' as about, '0' as expected,
        ${number("sum(amount)")}::text as found
      from detailed_vendor_ledger_entry where entry_type = 'application' group by transaction_no, currency_code
      having sum(amount) <> 0 order by transaction_no`,
  },
  {
    name: "no vendor ledger entry is applied beyond its amount",
    table: "vendor_ledger_entry",
    query: `
      with remaining as (
        select company_id, vendor_ledger_entry_no, sum(amount) as amount, sum(amount_lcy) as amount_lcy
        from detailed_vendor_ledger_entry group by 1, 2)
      select 'transaction ' || e.transaction_no as key, 'remaining amount' as about,
        'from 0 to ' || ${number("e.amount")} as expected, ${number("r.amount")} || ' (' || ${number("r.amount_lcy")} || ')' as found
      from vendor_ledger_entry e
      join remaining r on r.company_id = e.company_id and r.vendor_ledger_entry_no = e.transaction_no
      where r.amount not between least(e.amount, 0) and greatest(e.amount, 0) or (r.amount = 0 and r.amount_lcy <> 0)
      order by e.transaction_no`,
  },
  {
    name: "the open entries are those of which something remains",
    table: "open_vendor_ledger_entry",
    query: `
      with remaining as (
        select e.transaction_no, e.vendor_no, e.due_date, e.document_type, e.document_no, e.posting_date, r.amount_lcy
        from vendor_ledger_entry e join (select vendor_ledger_entry_no as no, sum(amount_lcy) as amount_lcy from detailed_vendor_ledger_entry
          group by 1 having sum(amount) <> 0) r on r.no = e.transaction_no)
      select 'transaction ' || transaction_no as key, about, expected, found
      from remaining r full join open_vendor_ledger_entry o using (transaction_no)
      ${figures(
        [
          "open",
          "case when r.amount_lcy is null then 'no' else 'yes' end",
          "case when o.company_id is null then 'no' else 'yes' end",
        ],
        ...same("r", "o", ["vendor_no", "due_date", "document_type", "document_no", "posting_date"]),
        ...sameNumbers("r", "o", ["amount_lcy"]),
      )}
      where found is distinct from expected and (about = 'open' or r.amount_lcy is not null and o.company_id is not null)
      order by transaction_no`,
  },
  byDay("gl_account_day", "gl_entry", ["gl_account_no"], ["amount"]),
  byDay(
    "vat_group_day",
    "vat_entry",
    ["vat_bus_posting_group", "vat_prod_posting_group", "vat_calculation_type", "vat_percent"],
    ["base", "amount"],
  ),
  {
    name: "a value entry is worth its item ledger entry",
    table: "value_entry",
    query: `
      select 'transaction ' || i.transaction_no || ', line ' || i.line_no as key, about, expected, found
      from item_ledger_entry i join company c on c.id = i.company_id
      join currency own on own.company_id = i.company_id and own.code = c.currency_code
      left join value_entry v on v.company_id = i.company_id and v.transaction_no = i.transaction_no
        and v.line_no = i.line_no
      ${figures(
        ["item_no", "i.item_no", "v.item_no"],
        [
          "cost_per_unit",
          number("round(v.cost_amount / nullif(i.quantity, 0), own.unit_amount_decimals)"),
          number("v.cost_per_unit"),
        ],
      )}
      where found is distinct from expected order by i.transaction_no, i.line_no`,
  },
  {
    name: "item ledger entries are the items of the posted lines",
    table: "item_ledger_entry",
    query: `
      with line as (
        select d.transaction_no, l.no as item_no,
          sum(l.quantity * l.qty_per_unit_of_measure * (case d.document_type when 'credit_memo' then -1 else 1 end))
            as quantity,
          -- In a foreign currency a line's share of its VAT group's rounding depends on the other lines.
          case when min(d.currency_code) = min(c.currency_code) then
            sum(l.amount * (case d.document_type when 'credit_memo' then -1 else 1 end)) end as cost
        from posted_purchase_line l
        join posted_purchase_document d on d.company_id = l.company_id and d.no = l.document_no
        join company c on c.id = d.company_id
        where l.type = 'item' and l.no is not null and l.quantity <> 0 group by 1, 2),
      entered as (
        select i.transaction_no, i.item_no, sum(i.quantity) as quantity, sum(v.cost_amount) as cost
        from item_ledger_entry i left join value_entry v using (company_id, transaction_no, line_no)
        where i.transaction_no not in (select no from ledger_transaction where document_type = 'opening') group by 1, 2)
      select 'transaction ' || transaction_no || ', item ' || item_no as key, about, expected, found
      from line full join entered using (transaction_no, item_no)
      left join item on item.no = item_no
      ${figures(
        ["quantity", number("line.quantity"), number("entered.quantity")],
        ["cost", number("coalesce(line.cost, entered.cost)"), number("entered.cost")],
      )}
      where found is distinct from expected and (entered.quantity is not null or item.type = 'inventory')
      order by transaction_no, item_no`,
  },
]
