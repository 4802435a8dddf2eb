import { sql } from "drizzle-orm"
import { inCompany } from "@/db/tenancy"

/** Every rule of the books that does not hold, by plain SQL that knows nothing of the code that posts. */
export async function settledFaults(companyId: number): Promise<string[]> {
  const rows = await inCompany(companyId, tx =>
    tx.execute<{ fault: string }>(sql`
      select 'transaction ' || transaction_no as fault from gl_entry group by transaction_no having sum(amount) <> 0
      union all
      select 'payables of transaction ' || t.no from ledger_transaction t where
        (select coalesce(sum(g.amount), 0) from gl_entry g where g.transaction_no = t.no
          and g.gl_account_no in (select payables_account_no from vendor_posting_group))
        <> (select coalesce(sum(d.amount_lcy), 0) from detailed_vendor_ledger_entry d where d.transaction_no = t.no)
      union all
      select 'remaining of entry ' || e.transaction_no from vendor_ledger_entry e
        join detailed_vendor_ledger_entry d on d.vendor_ledger_entry_no = e.transaction_no
        group by e.transaction_no, e.amount, e.amount_lcy
        having sum(d.amount) * sign(e.amount) < 0 or abs(sum(d.amount)) > abs(e.amount)
          or (sum(d.amount) = 0 and sum(d.amount_lcy) <> 0)
      union all
      select 'number ' || no from (select no, row_number() over (order by no) as place from ledger_transaction) numbered
        where no <> place
      union all
      select 'company currency of entry ' || e.transaction_no from vendor_ledger_entry e
        join detailed_vendor_ledger_entry d on d.vendor_ledger_entry_no = e.transaction_no
        group by e.transaction_no, e.amount, e.amount_lcy
        -- What is open is worth its part of what the entry was booked at, but for a cent an application.
        having abs(sum(d.amount_lcy) - sum(d.amount) * e.amount_lcy / e.amount) > 0.01 * count(*)
      union all
      select 'sides of ' || pair.one || ' and ' || pair.other from (
        select least(vendor_ledger_entry_no, applied_entry_no) as one,
          greatest(vendor_ledger_entry_no, applied_entry_no) as other, amount, amount_lcy
        from detailed_vendor_ledger_entry where entry_type = 'application') pair
        group by pair.one, pair.other having sum(pair.amount) <> 0 or sum(pair.amount_lcy) <> 0
      union all
      select d.entry_type || ' of entry ' || d.vendor_ledger_entry_no from detailed_vendor_ledger_entry d
        where d.entry_type in ('realized_gain', 'realized_loss')
        group by d.entry_type, d.vendor_ledger_entry_no, d.applied_entry_no
        having sum(d.amount) <> 0 or sum(d.amount_lcy) * (case d.entry_type when 'realized_gain' then 1 else -1 end) < 0
      union all
      select 'account of ' || realized.entry_type from (
        select 'realized_gain' as entry_type, array_agg(realized_gains_account_no) as accounts from currency
        union all select 'realized_loss', array_agg(realized_losses_account_no) from currency) realized
        where (select coalesce(sum(g.amount), 0) from gl_entry g where g.gl_account_no = any(realized.accounts))
          <> (select coalesce(-sum(d.amount_lcy), 0) from detailed_vendor_ledger_entry d
            where d.entry_type = realized.entry_type)
      union all
      select 'account of ' || closed.entry_type from (values
        ('payment_tolerance', (select payment_tolerance_account_no from purchases_setup)),
        ('write_off', (select write_off_account_no from purchases_setup))) as closed (entry_type, account)
        where (select coalesce(sum(g.amount), 0) from gl_entry g where g.gl_account_no = closed.account)
          <> (select coalesce(-sum(d.amount_lcy), 0) from detailed_vendor_ledger_entry d where d.entry_type = closed.entry_type)
            - (select coalesce(sum(v.amount + v.non_deductible_amount), 0) from vat_entry v
              where v.reduction_account_no = closed.account and v.vat_calculation_type <> 'reverse_charge')
      union all
      select 'account of payment discounts' where (select coalesce(sum(g.amount), 0) from gl_entry g
          where g.gl_account_no in (select payment_discount_account_no from vendor_posting_group))
        <> (select coalesce(-sum(d.amount_lcy), 0) from detailed_vendor_ledger_entry d where d.entry_type = 'payment_discount')
          - (select coalesce(sum(v.amount + v.non_deductible_amount), 0) from vat_entry v
            where v.reduction_account_no in (select payment_discount_account_no from vendor_posting_group)
            and v.vat_calculation_type <> 'reverse_charge')
      union all
      select 'account ' || g.gl_account_no || ' after the reversal of ' || r.document_no from ledger_transaction r
        join ledger_transaction t on t.document_no = r.document_no
        join gl_entry g on g.transaction_no = t.no
        -- What a credit memo's application realized stands under the credit memo's number, and is taken back under this one.
        where r.reverses_no is not null and not exists (select from detailed_vendor_ledger_entry d
            join ledger_transaction o on o.no = d.transaction_no
            where d.vendor_ledger_entry_no = r.reverses_no and o.document_no <> r.document_no)
        group by g.gl_account_no, r.document_no having sum(g.amount) <> 0
      union all
      select 'bank after the reversal of ' || r.document_no from ledger_transaction r
        join ledger_transaction t on t.document_no = r.document_no
        left join bank_account_ledger_entry b on b.transaction_no = t.no
        where r.reverses_no is not null group by r.document_no
        having sum(b.amount) <> 0 or sum(b.amount_lcy) <> 0 or count(b.transaction_no) <> 2
      union all
      select 'what reversed payment ' || r.document_no || ' settles' from ledger_transaction r
        join detailed_vendor_ledger_entry d on r.reverses_no in (d.vendor_ledger_entry_no, d.applied_entry_no)
          and r.no not in (d.vendor_ledger_entry_no, coalesce(d.applied_entry_no, 0))
        where d.entry_type <> 'initial_entry'
        group by r.document_no, d.vendor_ledger_entry_no, d.applied_entry_no
        having sum(d.amount) <> 0 or sum(d.amount_lcy) <> 0
      union all
      select 'bank entries of ' || b.transaction_no from bank_account_ledger_entry b
        join bank_account a on a.no = b.bank_account_no
        where b.amount_lcy <> (select coalesce(sum(g.amount), 0) from gl_entry g
          where g.transaction_no = b.transaction_no and g.gl_account_no = a.gl_account_no)`),
  )
  return rows.map(({ fault }) => fault)
}
