import { figures, number, type Rule, same, sameNumbers } from "./rule"

/** What credit memos took of the lines of posted invoices. */
const taken = `
  taken as (
    select c.company_id, c.credits_no as no, l.credits_line_no as line_no, sum(l.quantity) as quantity,
      sum(l.line_amount) as line_amount
    from posted_purchase_document c
    join posted_purchase_line l on l.company_id = c.company_id and l.document_no = c.no
    where c.credits_no is not null and l.credits_line_no is not null group by 1, 2, 3)`

/** So much of so much, of one sign. */
const within = (part: string, whole: string) => `${part} * sign(${whole}) between 0 and abs(${whole})`

/** Credit memos that credit posted invoices, in part or whole. */
export const creditRules: Rule[] = [
  {
    name: "a credit memo that credits an invoice is of its vendor, its currency and its rate",
    table: "posted_purchase_document",
    query: `
      select 'document ' || c.no as key, about, expected, found from posted_purchase_document c
      left join posted_purchase_document i on i.company_id = c.company_id and i.no = c.credits_no
      left join posted_purchase_document x on x.company_id = c.company_id and x.corrects_no = c.credits_no
      ${figures(
        ["document_type", "'credit_memo'", "c.document_type"],
        ["document_type of the credited", "'invoice'", "i.document_type"],
        ["earlier", "true", "i.transaction_no < c.transaction_no and i.posting_date <= c.posting_date"],
        ["what cancels the credited", "null", "x.no"],
        ...same("i", "c", ["buy_from_vendor_no", "pay_to_vendor_no", "currency_code", "prices_including_vat"]),
        ...sameNumbers("i", "c", [
          "exchange_rate_amount",
          "relational_exchange_rate_amount",
          "vat_base_discount_percent",
        ]),
      )}
      where c.credits_no is not null and found is distinct from expected order by c.no`,
  },
  {
    name: "a line that credits one is of its type and number",
    table: "posted_purchase_line",
    query: `
      select 'document ' || l.document_no || ', line ' || l.line_no as key, about, expected, found
      from posted_purchase_line l
      join posted_purchase_document c on c.company_id = l.company_id and c.no = l.document_no
      left join posted_purchase_line i
        on i.company_id = c.company_id and i.document_no = c.credits_no and i.line_no = l.credits_line_no
      ${figures(["credits_line_no", "l.credits_line_no", "i.line_no"], ...same("i", "l", ["type", "no"]))}
      where l.credits_line_no is not null and found is distinct from expected order by l.document_no, l.line_no`,
  },
  {
    name: "no more is credited of a line than was posted",
    table: "posted_purchase_line",
    query: `
      with ${taken}
      select 'document ' || i.document_no || ', line ' || i.line_no as key, about || ' that is credited' as about,
        'at most ' || whole as expected, part as found
      from taken t join posted_purchase_line i using (company_id, line_no)
      -- Of accounts and charges the amount alone is counted.
      cross join lateral (values
        ('quantity', ${number("i.quantity")}::text, ${number("t.quantity")}::text,
          i.type <> 'item' or ${within("t.quantity", "i.quantity")}),
        ('line_amount', ${number("i.line_amount")}::text, ${number("t.line_amount")}::text,
          ${within("t.line_amount", "i.line_amount")})) as f (about, whole, part, holds)
      where i.document_no = t.no and not holds order by i.document_no, i.line_no`,
  },
  {
    name: "no more is credited of an invoice than it came to after its invoice discount",
    table: "posted_purchase_document",
    query: `
      with ${taken},
      whole as (
        select company_id, document_no as no, sum(line_amount - invoice_discount_amount) as amount
        from posted_purchase_line where vat_prod_posting_group is not null group by 1, 2),
      discount as (
        select company_id, credits_no as no, sum(invoice_discount_amount) as amount
        from posted_purchase_document where credits_no is not null group by 1, 2),
      part as (
        select t.company_id, t.no, sum(t.line_amount) - max(d.amount) as amount
        from taken t join discount d using (company_id, no) group by 1, 2)
      select 'document ' || whole.no as key, 'amount that is credited' as about,
        'at most ' || ${number("whole.amount")} as expected, ${number("part.amount")}::text as found
      from part join whole using (company_id, no) where whole.amount >= 0 and part.amount > whole.amount order by whole.no`,
  },
]
