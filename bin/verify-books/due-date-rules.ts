import { figures, type Rule } from "./rule"

/** What one term of a date formula does to a date, by the grammar of System.CalcDate (learn.microsoft.com). */
const step = `
  case
    when p.unit is not null then (led.date + p.sign * p.count * case p.unit when 'D' then interval '1 day'
      when 'W' then interval '7 days' when 'M' then interval '1 month' when 'Q' then interval '3 months'
      else interval '1 year' end)::date
    when p.period = 'D' then led.date
    when p.period is not null then (case when p.sign < 0 then date_trunc(p.word, led.date::timestamp)
      else date_trunc(p.word, led.date::timestamp) + p.length - interval '1 day' end)::date
    when p.weekday is not null then led.date + case when p.sign > 0
      then coalesce(nullif((p.weekday - extract(isodow from led.date)::integer + 7) % 7, 0), 7)
      else (p.weekday - extract(isodow from led.date)::integer + 7) % 7 - 7 end
    else (select case when p.sign > 0 and here.day > led.date or p.sign < 0 and here.day < led.date then here.day else
        month.first + interval '1 day' * (least(p.day, extract(day from month.first + interval '1 month - 1 day')) - 1) end
      from (select date_trunc('month', led.date::timestamp) as first) this,
        lateral (select (this.first + interval '1 day'
          * (least(p.day, extract(day from this.first + interval '1 month - 1 day')) - 1))::date as day) here,
        lateral (select this.first + p.sign * interval '1 month' as first) month)::date
  end`

/** Of a credit memo for which terms once did not hold. */
const withoutTerms = `d.document_type = 'credit_memo'
  and exists (select from terms where terms.code = d.payment_terms_code and not terms.on_credit_memos)`

/**
 * A due date and a payment discount are what the terms give, as they are or were, or what was typed; of a corrected invoice's
 * copy, what the invoice had. Terms are known since their states are kept.
 */
export const dueDateRules: Rule[] = [
  {
    name: "a due date and a payment discount are those of the terms, or typed",
    table: "posted_purchase_document",
    query: `
      with recursive document as materialized (
        select d.* from posted_purchase_document d
        join ledger_transaction t on t.company_id = d.company_id and t.no = d.transaction_no
        where t.setup_version is not null and d.corrects_no is null),
      terms as (
        select distinct row_key as code, content ->> 'due_date_calculation' as due,
          content ->> 'discount_date_calculation' as discount, (content ->> 'discount_percent')::numeric as percent,
          coalesce((content ->> 'calc_pmt_disc_on_cr_memos')::boolean, false) as on_credit_memos
        from setup_in_force where table_name = 'payment_terms' and content is not null),
      wanted as (
        select distinct d.document_date, f.formula from document d join terms on terms.code = d.payment_terms_code
        cross join lateral (values (terms.due), (terms.discount)) as f (formula)
        where d.document_type = 'invoice' or terms.on_credit_memos),
      part as materialized (
        select f.formula, m.place, case m.p[1] when '-' then -1 else 1 end as sign, m.p[2]::integer as count, m.p[3] as unit,
          m.p[4] as period, m.p[5]::integer as weekday, m.p[6]::integer as day,
          case m.p[4] when 'W' then 'week' when 'M' then 'month' when 'Q' then 'quarter' when 'Y' then 'year' end as word,
          case m.p[4] when 'W' then interval '7 days' when 'M' then interval '1 month' when 'Q' then interval '3 months'
            when 'Y' then interval '1 year' end as length
        from (select distinct formula from wanted) f
        cross join lateral regexp_matches(f.formula, '([+-]?)(?:([0-9]+)([DWMQY])|C([DWMQY])|WD([0-9]+)|D([0-9]+))', 'g')
          with ordinality as m (p, place)),
      led as (
        select formula, document_date, document_date as date, 0::bigint as place from wanted
        union all
        select led.formula, led.document_date, ${step}, p.place
        from led join part p on p.formula = led.formula and p.place = led.place + 1),
      given as (
        select led.formula, led.document_date, led.date from led
        where led.place = (select count(*) from part where part.formula = led.formula)),
      typed as materialized (
        select d.no, change ->> 'field' as field, change ->> 'after' as value from document d
        join event e on e.company_id = d.company_id and e.subject_type = 'purchase_invoice' and e.subject_no = d.pre_assigned_no
        cross join lateral jsonb_array_elements(case jsonb_typeof(e.data -> 'changes') when 'array' then e.data -> 'changes'
          else '[]' end) as change
        where change ->> 'field' in ('header.dueDate', 'header.paymentDiscountDate')),
      -- Without terms, and of a credit memo for which they do not hold, it is the document date.
      allowed as (
        select d.no, 'due_date' as about, g.date::text as value from document d
          join terms on terms.code = d.payment_terms_code
          join given g on g.formula = terms.due and g.document_date = d.document_date
          where d.document_type = 'invoice' or terms.on_credit_memos
        union all
        select d.no, 'payment_discount_date', g.date::text from document d
          join terms on terms.code = d.payment_terms_code
          join given g on g.formula = terms.discount and g.document_date = d.document_date
          where d.document_type = 'invoice' or terms.on_credit_memos
        union all
        select d.no, about, d.document_date::text from document d
          cross join (values ('due_date'), ('payment_discount_date')) as dates (about)
          where d.payment_terms_code is null or ${withoutTerms}
        union all
        select d.no, 'payment_discount_percent', trim_scale(terms.percent)::text from document d
          join terms on terms.code = d.payment_terms_code where d.document_type = 'invoice' or terms.on_credit_memos
        union all
        select d.no, 'payment_discount_percent', '0' from document d where d.payment_terms_code is null or ${withoutTerms}
        union all
        select no, case field when 'header.dueDate' then 'due_date' else 'payment_discount_date' end, value from typed
        union all
        select d.no, copied.about, copied.value from document d
          join posted_purchase_document i on i.company_id = d.company_id and i.pay_to_vendor_no = d.pay_to_vendor_no
            and i.document_date = d.document_date and i.transaction_no < d.transaction_no and exists (
              select from posted_purchase_document c where c.company_id = i.company_id and c.corrects_no = i.no)
          cross join lateral (values ('due_date', i.due_date::text),
            ('payment_discount_date', i.payment_discount_date::text),
            ('payment_discount_percent', trim_scale(i.payment_discount_percent)::text)) as copied (about, value)
          where i.payment_terms_code is not distinct from d.payment_terms_code)
      select 'document ' || d.no as key, figure.about,
        coalesce((select min(a.value) from allowed a where a.no = d.no and a.about = figure.about), 'one that was set') as expected,
        figure.found
      from document d
      ${figures(
        ["due_date", "null", "d.due_date"],
        ["payment_discount_date", "null", "d.payment_discount_date"],
        ["payment_discount_percent", "null", "trim_scale(d.payment_discount_percent)"],
      )}
      left join allowed a on a.no = d.no and a.about = figure.about and a.value = figure.found
      where a.no is null order by d.no`,
  },
]
