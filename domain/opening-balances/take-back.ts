/** Takes the transactions of an opening back, each with one of its own, by a statement a table. */
import { type SQL, sql } from "drizzle-orm"
import {
  bankAccountLedgerEntry,
  detailedVendorLedgerEntry,
  glAccount,
  glEntry,
  item,
  itemLedgerEntry,
  ledgerTransaction,
  valueEntry,
  vendorLedgerEntry,
} from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import type { IsoDate } from "@/domain/dates/date"
import { Refusal, refuse } from "@/domain/errors"
import type { PostedOpening } from "./lock-preparation"

type Taking = { date: IsoDate; reason: string; setupVersion: number; first: number }

const among = (opening: PostedOpening, no: SQL) =>
  sql`company_id = ${opening.companyId} and ${no} between ${opening.firstTransactionNo} and ${opening.lastTransactionNo}`

/**
 * Every entry turned; an opened vendor ledger entry and what takes it back settle each other. Lock the vendors before.
 * @param taking.first number of the first transaction; the counter is held
 */
export async function takeBack(
  tx: Tx,
  actor: Pick<Actor, "userId" | "name">,
  opening: PostedOpening,
  taking: Taking,
): Promise<void> {
  const { date, reason, setupVersion } = taking
  const by = sql`${taking.first - opening.firstTransactionNo}::bigint`
  const ofEntries = among(opening, sql`transaction_no`)
  const statements = [
    sql`insert into ${ledgerTransaction} (company_id, no, posting_date, document_date, document_type, document_no,
        external_document_no, description, vendor_no, opening_no, reverses_no, setup_version, posted_by, posted_by_name)
      select company_id, no + ${by}, ${date}::date, ${date}::date, document_type, document_no, external_document_no, ${reason}::text,
        vendor_no, opening_no, no, ${setupVersion}::int, ${actor.userId}::int, ${actor.name}::text
      from ${ledgerTransaction} where ${among(opening, sql`no`)} order by no`,
    sql`insert into ${glEntry} (company_id, transaction_no, line_no, gl_account_no, posting_date, amount, description)
      select company_id, transaction_no + ${by}, line_no, gl_account_no, ${date}::date, -amount, ${reason}::text
      from ${glEntry} where ${ofEntries}`,
    sql`insert into ${vendorLedgerEntry} (company_id, transaction_no, vendor_no, vendor_posting_group, document_type, document_no,
        external_document_no, description, posting_date, document_date, due_date, currency_code, opening_no, amount, amount_lcy,
        exchange_rate_amount, relational_exchange_rate_amount)
      select company_id, transaction_no + ${by}, vendor_no, vendor_posting_group, document_type, document_no, external_document_no,
        ${reason}::text, ${date}::date, ${date}::date, ${date}::date, currency_code, opening_no, -amount, -amount_lcy,
        exchange_rate_amount, relational_exchange_rate_amount
      from ${vendorLedgerEntry} where ${ofEntries}`,
    sql`insert into ${detailedVendorLedgerEntry} (company_id, transaction_no, line_no, vendor_ledger_entry_no, applied_entry_no,
        entry_type, vendor_no, posting_date, currency_code, amount, amount_lcy)
      select e.company_id, e.transaction_no + ${by}, made.line_no, made.entry_no, made.other_no, made.type, e.vendor_no, ${date}::date,
        e.currency_code, made.sign * e.amount, made.sign * e.amount_lcy
      from (select * from ${vendorLedgerEntry} where ${ofEntries}) e
      cross join lateral (values
        (1, e.transaction_no + ${by}, null::bigint, 'initial_entry', -1),
        (2, e.transaction_no, e.transaction_no + ${by}, 'application', -1),
        (3, e.transaction_no + ${by}, e.transaction_no, 'application', 1)) as made (line_no, entry_no, other_no, type, sign)`,
    sql`insert into ${bankAccountLedgerEntry} (company_id, transaction_no, bank_account_no, posting_date, description, currency_code,
        amount, amount_lcy)
      select company_id, transaction_no + ${by}, bank_account_no, ${date}::date, ${reason}::text, currency_code, -amount, -amount_lcy
      from ${bankAccountLedgerEntry} where ${ofEntries}`,
    sql`insert into ${itemLedgerEntry} (company_id, transaction_no, line_no, item_no, posting_date, vendor_no, description, quantity,
        unit_of_measure_code, qty_per_unit_of_measure)
      select company_id, transaction_no + ${by}, line_no, item_no, ${date}::date, vendor_no, description, -quantity,
        unit_of_measure_code, qty_per_unit_of_measure
      from ${itemLedgerEntry} where ${ofEntries}`,
    sql`insert into ${valueEntry} (company_id, transaction_no, line_no, item_no, posting_date, inventory_posting_group,
        inventory_account_no, cost_amount, cost_per_unit)
      select company_id, transaction_no + ${by}, line_no, item_no, ${date}::date, inventory_posting_group, inventory_account_no,
        -cost_amount, cost_per_unit
      from ${valueEntry} where ${ofEntries}`,
    // A cost that came of the opening alone goes with it.
    sql`update ${item} i set last_direct_cost = 0 from ${valueEntry} v
      where v.company_id = ${opening.companyId} and v.transaction_no between ${opening.firstTransactionNo}
        and ${opening.lastTransactionNo} and i.company_id = v.company_id and i.no = v.item_no
        and i.no = any(${sql.param(opening.costedItemNos)}::text[]) and i.last_direct_cost = v.cost_per_unit`,
  ]
  for (const statement of statements) await tx.execute(statement)
}

/** @throws Refusal opening.entry_applied where something settles an opened entry: it is unapplied first */
export async function refuseApplied(tx: Tx, opening: PostedOpening): Promise<void> {
  const [applied] = await tx.execute<{ document: string; vendor: string }>(sql`
    select e.external_document_no as document, e.vendor_no as vendor from ${vendorLedgerEntry} e
    left join open_vendor_ledger_entry o on o.company_id = e.company_id and o.transaction_no = e.transaction_no
    where e.company_id = ${opening.companyId}
      and e.transaction_no between ${opening.firstTransactionNo} and ${opening.lastTransactionNo} and e.amount <> 0
      and (o.transaction_no is null or exists (select from ${detailedVendorLedgerEntry} d where d.company_id = e.company_id
        and d.vendor_ledger_entry_no = e.transaction_no and d.entry_type <> 'initial_entry'
        having sum(d.amount) <> 0 or sum(d.amount_lcy) <> 0))
    order by e.transaction_no limit 1`)
  if (applied) throw refuse("opening.entry_applied", applied)
}

/** @throws Refusal opening.account_unusable where an account that it has entries on takes none any more */
export async function refuseUnusable(tx: Tx, opening: PostedOpening): Promise<void> {
  const unusable = await tx.execute<{ no: string; name: string }>(sql`
    select a.no, a.name from ${glAccount} a
    where a.company_id = ${opening.companyId} and (a.blocked or a.account_type <> 'posting') and a.no in (
      select gl_account_no from ${glEntry} where ${among(opening, sql`transaction_no`)}) order by a.no`)
  if (unusable.length === 0) return
  throw new Refusal(unusable.map(({ no, name }) => ({ code: "opening.account_unusable", params: { no, name } })))
}
