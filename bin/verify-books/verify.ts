import type postgres from "postgres"
import { accountRules } from "./account-rules"
import { amountRules } from "./amount-rules"
import { creditRules } from "./credit-rules"
import { discountRules } from "./discount-rules"
import { discountVatRules } from "./discount-vat-rules"
import { documentAccountRules } from "./document-account-rules"
import { documentRules } from "./document-rules"
import { dueDateRules } from "./due-date-rules"
import { insightRules } from "./insight-rules"
import { ledgerRules } from "./ledger-rules"
import { nonDeductibleRules } from "./non-deductible-rules"
import { openingRules } from "./opening-rules"
import { reversalRules } from "./reversal-rules"
import type { Rule } from "./rule"
import { settlementAccountRules } from "./settlement-account-rules"
import { settlementRules } from "./settlement-rules"
import { stockRules } from "./stock-rules"
import { subledgerRules } from "./subledger-rules"
import { takenOffRules } from "./taken-off-rules"
import { vatDifferenceRules } from "./vat-difference-rules"

/** Every rule, in the order in which they are told. */
export const rules: readonly Rule[] = [
  ...ledgerRules,
  ...documentRules,
  ...amountRules,
  ...vatDifferenceRules,
  ...nonDeductibleRules,
  ...dueDateRules,
  ...subledgerRules,
  ...stockRules,
  ...settlementRules,
  ...discountRules,
  ...discountVatRules,
  ...takenOffRules,
  ...documentAccountRules,
  ...settlementAccountRules,
  ...accountRules,
  ...reversalRules,
  ...creditRules,
  ...openingRules,
  ...insightRules,
]

/** The tables that make up the books. */
const books = [
  "ledger_transaction",
  "gl_entry",
  "vat_entry",
  "vendor_ledger_entry",
  "detailed_vendor_ledger_entry",
  "item_ledger_entry",
  "value_entry",
  "bank_account_ledger_entry",
  "posted_purchase_document",
  "posted_purchase_line",
  "opening_balance",
  "opened_vendor_entry",
]

/** The first row that breaks a rule. */
export type Wrong = {
  rule: string
  table: string
  key: string
  about: string
  expected: string | null
  found: string | null
}

export type Verified = {
  /** Rows of the books that were looked at. */
  rows: number
  /** The first of each rule that is broken; none: the books are clean. */
  wrong: Wrong[]
}

/**
 * Checks a company's books as they stand at this moment, by SQL alone: it shares nothing with the code that posts. Reads
 * in one snapshot, so people may go on posting meanwhile.
 *
 * @param sql connects as a role that row-level security holds: the application's or the owner
 * @throws Error for a role that sees every company's rows
 */
export async function verifyBooks(sql: postgres.Sql, companyId: number): Promise<Verified> {
  return sql.begin("isolation level repeatable read read only", tx => verifyIn(tx, companyId))
}

/**
 * The same in an open transaction. Every rule reads whole tables, which the planner takes for few rows: loops would be quadratic.
 *
 * @param options prepare: the connection keeps each rule's plan, for whoever verifies small books again and again, where
 *   planning is nearly all the work
 */
export async function verifyIn(
  tx: postgres.TransactionSql,
  companyId: number,
  options: { prepare: boolean } = { prepare: false },
): Promise<Verified> {
  await tx`select set_config('app.company_id', ${String(companyId)}, true), set_config('work_mem', '128MB', true),
    set_config('statement_timeout', '0', true), set_config('enable_nestloop', 'off', true)`
  const [role] = await tx`select rolsuper or rolbypassrls as unfenced from pg_roles where rolname = current_user`
  if (role?.unfenced) throw new Error("DATABASE_URL: row-level security does not hold its role")
  // Without parameters, postgres.js sends a text to be planned each time unless it is told otherwise.
  const how = { prepare: options.prepare, simple: !options.prepare }
  const wrong: Wrong[] = []
  for (const { name, table, query } of rules) {
    const [row] = await tx.unsafe<Omit<Wrong, "rule" | "table">[]>(`${query} limit 1`, [], how)
    if (row) wrong.push({ rule: name, table, ...row })
  }
  const [counted] = await tx.unsafe<[{ rows: string }]>(
    `select ${books.map(table => `(select count(*) from ${table})`).join(" + ")} as rows`,
  )
  return { rows: Number(counted.rows), wrong }
}
