import { inForce, joinInForce } from "./in-force"
import { figures, number, type Rule } from "./rule"
import { takenOf } from "./taken-off"

const taken = takenOf("payment_discount")
/** Payment discounts: what may be taken, and when. */
export const discountRules: Rule[] = [
  {
    name: "a payment discount is its percent of the document, as was set up",
    table: "vendor_ledger_entry",
    query: `
      with ${inForce}
      select 'transaction ' || e.transaction_no as key, about, expected, found from vendor_ledger_entry e
      join ledger_transaction t on t.company_id = e.company_id and t.no = e.transaction_no
      join currency its on its.company_id = e.company_id and its.code = e.currency_code
      left join posted_purchase_document d on d.company_id = e.company_id and d.transaction_no = e.transaction_no
      ${joinInForce("setup", "purchases_setup", "''", "t.setup_version")}
      ${figures([
        "payment_discount_possible",
        number(`sign(e.amount) * round(case when t.document_type = 'opening' then abs(e.amount) * e.payment_discount_percent
          when (setup.content ->> 'payment_discount_excl_vat')::boolean then abs(d.amount) * d.payment_discount_percent
          else abs(d.amount_including_vat) * d.payment_discount_percent end / 100, its.amount_decimals)`),
        number("e.payment_discount_possible"),
      ])}
      where t.setup_version is not null and (e.payment_discount_possible is not null) and found is distinct from expected
      order by e.transaction_no`,
  },
  {
    name: "what VAT is worked out from is lessened by at most what was set up",
    table: "posted_purchase_document",
    query: `
      with ${inForce}
      select 'document ' || d.no as key, about, expected, found from posted_purchase_document d
      join ledger_transaction t on t.company_id = d.company_id and t.no = d.transaction_no
      ${joinInForce("setup", "purchases_setup", "''", "t.setup_version")}
      cross join lateral (select coalesce((setup.content ->> 'vat_tolerance_percent')::numeric, 0) as percent) allowed
      ${figures([
        "vat_base_discount_percent",
        number("least(d.vat_base_discount_percent, allowed.percent)"),
        number("d.vat_base_discount_percent"),
      ])}
      where t.setup_version is not null and d.credits_no is null and d.corrects_no is null and found is distinct from expected
      order by d.no`,
  },
  {
    name: "a payment discount is taken whole, in time, and with what settles its entry",
    table: "detailed_vendor_ledger_entry",
    query: `
      with ${inForce}, ${taken}
      select 'transaction ' || taken.transaction_no || ', line ' || taken.line_no as key, about, expected, found from taken
      ${joinInForce("setup", "purchases_setup", "''", "taken.setup_version")}
      cross join lateral (select sum(d.amount) as amount from detailed_vendor_ledger_entry d
        where d.company_id = taken.company_id and d.vendor_ledger_entry_no = taken.entry
          and d.transaction_no <= taken.transaction_no) as remaining
      -- The part of what a credit memo and an invoice with discounts of their own settle of each other.
      cross join lateral (select coalesce(round(taken.possible * sum(d.amount) / taken.booked, taken.decimals), 0) as amount
        from detailed_vendor_ledger_entry d
        join vendor_ledger_entry o on o.company_id = d.company_id and o.transaction_no = d.applied_entry_no
        where d.company_id = taken.company_id and d.vendor_ledger_entry_no = taken.entry and d.entry_type = 'application'
          and d.transaction_no <= taken.transaction_no and o.payment_discount_possible <> 0
          and (taken.document_type, o.document_type) in (('invoice', 'credit_memo'), ('credit_memo', 'invoice'))) as lessened
      ${figures(
        ["amount", number("-(taken.possible + lessened.amount)"), number("taken.amount")],
        [
          "amount_lcy",
          number("round(taken.amount * taken.worth / taken.units, taken.own_decimals)"),
          number("taken.amount_lcy"),
        ],
        ["remaining amount", "0", number("remaining.amount")],
        ["taken with", "case taken.document_type when 'credit_memo' then 'refund' else 'payment' end", "taken.paid_by"],
        [
          "in time",
          "true",
          `taken.paid_on <= taken.payment_discount_date
            + coalesce((setup.content ->> 'payment_discount_grace_days')::integer, 0)`,
        ],
      )}
      where found is distinct from expected order by taken.transaction_no, taken.line_no`,
  },
]
