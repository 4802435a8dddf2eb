import { figures, number, type Rule } from "./rule"

/** Item ledger and value entries of posted documents, line by line; a cancellation copies its invoice's, turned. */
export const stockRules: Rule[] = [
  {
    name: "an item entry is that of its line, worth its share at the document's rate",
    table: "value_entry",
    query: `
      with line as (
        select d.transaction_no, d.pay_to_vendor_no, l.*,
          case d.document_type when 'credit_memo' then -1 else 1 end as sign,
          d.relational_exchange_rate_amount as worth,
          d.exchange_rate_amount as units, own.amount_decimals,
          row_number() over (partition by l.document_no order by l.line_no) as place,
          min(l.line_no) over (partition by l.document_no, l.no) as item_place
        from posted_purchase_line l
        join posted_purchase_document d on d.company_id = l.company_id and d.no = l.document_no
        join ledger_transaction t on t.company_id = d.company_id and t.no = d.transaction_no
        join company c on c.id = d.company_id
        join currency own on own.company_id = d.company_id and own.code = c.currency_code
        join item i on i.company_id = l.company_id and i.no = l.no and i.type = 'inventory'
        where t.setup_version is not null and d.corrects_no is null and l.type = 'item' and l.quantity <> 0),
      placed as (
        select line.transaction_no, line.place, line.no as item_no, line.quantity * line.qty_per_unit_of_measure * sign as quantity,
          line.unit_of_measure_code, line.qty_per_unit_of_measure, line.pay_to_vendor_no as vendor_no, line.sign,
          line.amount, line.units, line.worth, line.amount_decimals, v.cost_amount,
          i.item_no as entry_item_no, i.quantity as entry_quantity, i.unit_of_measure_code as entry_unit,
          i.qty_per_unit_of_measure as entry_per_unit, i.vendor_no as entry_vendor_no,
          sum(line.amount) over (partition by line.transaction_no, v.inventory_account_no
            order by line.item_place, line.place) as running
        from line
        left join item_ledger_entry i on i.company_id = line.company_id and i.transaction_no = line.transaction_no
          and i.line_no = line.place
        left join value_entry v on v.company_id = i.company_id and v.transaction_no = i.transaction_no and v.line_no = i.line_no)
      select 'transaction ' || transaction_no || ', line ' || place as key, about, expected, found from placed
      ${figures(
        ["item_no", "item_no", "entry_item_no"],
        ["quantity", number("quantity"), number("entry_quantity")],
        ["unit_of_measure_code", "unit_of_measure_code", "entry_unit"],
        ["qty_per_unit_of_measure", number("qty_per_unit_of_measure"), number("entry_per_unit")],
        ["vendor_no", "vendor_no", "entry_vendor_no"],
        [
          "cost_amount",
          number(`sign * (round(running * worth / units, amount_decimals)
            - round((running - amount) * worth / units, amount_decimals))`),
          number("cost_amount"),
        ],
      )}
      where found is distinct from expected order by transaction_no, place`,
  },
]
