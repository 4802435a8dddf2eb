import { sql } from "drizzle-orm"
import {
  generalPostingSetup,
  postedPurchaseDocument,
  postedPurchaseLine,
  purchaseInvoice,
  purchaseInvoiceLine,
} from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Weighed } from "@/domain/approvals/limits"
import { type AccountFilter, matchesAccountFilter } from "@/domain/books/totaling"
import { Decimal, sum } from "@/domain/money/decimal"

/** A draft, or a posted document, and what one unit of its currency is worth in the company's. */
export type WeighedDocument = { no: string; posted: boolean; factor: Decimal }

/**
 * What of a draft goes to accounts that somebody has a limit for, including VAT, in the company's currency, beside what of each of the
 * others goes there: to the account that a line names, or its charge, or on which its item is bought. One statement; none where nobody has
 * such a limit.
 *
 * @param limited by account, which accounts it stands for
 * @returns by account; where nothing of the draft goes there it is absent
 */
export async function readParts(
  tx: Tx,
  companyId: number,
  draft: WeighedDocument,
  others: readonly WeighedDocument[],
  limited: ReadonlyMap<string, AccountFilter>,
): Promise<ReadonlyMap<string, Weighed>> {
  if (limited.size === 0) return new Map()
  const goes = await readAmounts(tx, companyId, [draft, ...others])
  const amountOf = ({ no, posted, factor }: WeighedDocument, filter: AccountFilter) =>
    sum(
      goes
        .filter(each => each.no === no && each.posted === posted && matchesAccountFilter(filter, each.accountNo))
        .map(({ amount }) => new Decimal(amount)),
    )
      .abs()
      .times(factor)
  const parts = [...limited].map(([accountNo, filter]): [string, Weighed] => [
    accountNo,
    // As amounts of documents are, to the cent.
    { amount: amountOf(draft, filter).toDecimalPlaces(2), others: others.map(other => amountOf(other, filter)) },
  ])
  return new Map(parts.filter(([, { amount }]) => !amount.isZero()))
}

/** By document and account, in the document's currency. */
function readAmounts(tx: Tx, companyId: number, documents: readonly WeighedDocument[]) {
  const nos = (posted: boolean) =>
    sql.param(documents.filter(document => document.posted === posted).map(({ no }) => no))
  const lines = (
    posted: boolean,
    header: typeof purchaseInvoice | typeof postedPurchaseDocument,
    line: typeof purchaseInvoiceLine | typeof postedPurchaseLine,
  ) => sql`select ${sql.raw(String(posted))} as posted, d.no, d.document_type, d.gen_bus_posting_group, l.type, l.no as line_no,
      l.charge_account_no, l.gen_prod_posting_group, l.amount_including_vat
    from ${header} d join ${line} l on l.company_id = d.company_id and l.document_no = d.no
    where d.company_id = ${companyId} and d.no = any(${nos(posted)}::text[]) and l.amount_including_vat <> 0`
  return tx.execute<{ no: string; posted: boolean; accountNo: string; amount: string }>(sql`
    select l.no, l.posted, goes.account_no as "accountNo", sum(l.amount_including_vat)::text as amount
    from (${lines(false, purchaseInvoice, purchaseInvoiceLine)} union all ${lines(true, postedPurchaseDocument, postedPurchaseLine)}) as l
    left join ${generalPostingSetup} g on g.company_id = ${companyId}
      and g.gen_bus_posting_group = l.gen_bus_posting_group and g.gen_prod_posting_group = l.gen_prod_posting_group
    cross join lateral (select case l.type when 'gl_account' then l.line_no when 'charge' then l.charge_account_no
      else coalesce(case l.document_type when 'credit_memo' then g.purchase_credit_memo_account_no end, g.purchase_account_no)
      end as account_no) as goes
    where goes.account_no is not null group by l.no, l.posted, goes.account_no`)
}
