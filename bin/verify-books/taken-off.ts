/** Not taken back: what was taken off of these types, with its entry. */
export const takenOf = (...types: string[]) => `
  taken as (
    select d.company_id, d.transaction_no, d.line_no, d.vendor_ledger_entry_no as entry, d.amount, d.amount_lcy, t.setup_version,
      e.amount as booked, e.payment_discount_date, e.posting_date as entry_date, payment.posting_date as paid_on,
      coalesce(e.payment_discount_possible, round(e.amount * e.payment_discount_percent / 100, its.amount_decimals)) as possible,
      own.amount_decimals as own_decimals, its.amount_decimals as decimals, e.document_type, e.vendor_posting_group,
      payment.document_type as paid_by,
      payment.exchange_rate_amount as units, payment.relational_exchange_rate_amount as worth
    from detailed_vendor_ledger_entry d
    join ledger_transaction t on t.company_id = d.company_id and t.no = d.transaction_no
    join vendor_ledger_entry e on e.company_id = d.company_id and e.transaction_no = d.vendor_ledger_entry_no
    join vendor_ledger_entry payment on payment.company_id = d.company_id and payment.transaction_no = d.applied_entry_no
    join currency its on its.company_id = d.company_id and its.code = d.currency_code
    join company c on c.id = d.company_id
    join currency own on own.company_id = d.company_id and own.code = c.currency_code
    where d.entry_type in (${types.map(type => `'${type}'`).join(", ")}) and t.document_type <> 'unapplication'
      and t.reverses_no is null)`
