import { and, eq, or, sql } from "drizzle-orm"
import type { PgColumn } from "drizzle-orm/pg-core"
import { company, purchaseInvoiceLine, salesInvoiceLine } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { IMPORT_SERIES } from "@/domain/import-kinds/limits"
import type { RecordValues } from "@/domain/records/definition"
import { columnOf } from "@/domain/records/values"
import { readApprovalUsage } from "./approval-usage"
import { matrices, readCombinationUsage } from "./combination-usage"
import type { SetupDefinition } from "./definition"
import { setupDefinitions } from "./definitions"
import { isHeld } from "./is-held"
import { outside } from "./outside-usage"
import type { RowUsage, Usage } from "./row-usage"

/** Everything that uses a row, each kind once. */
export async function readUsage(
  tx: Tx,
  companyId: number,
  definition: SetupDefinition,
  row: RecordValues,
): Promise<RowUsage> {
  const asked = await readApprovalUsage(tx, companyId, definition.slug, row)
  if (definition.keys.length === 1) {
    return { keeps: [...asked, ...(await namedBy(tx, companyId, definition, row))], misses: [] }
  }
  const matrix = matrices.find(({ slug }) => slug === definition.slug)
  // Nothing names a dated row.
  return matrix ? readCombinationUsage(tx, companyId, matrix, row) : { keeps: asked, misses: [] }
}

async function namedBy(tx: Tx, companyId: number, definition: SetupDefinition, row: RecordValues): Promise<Usage[]> {
  const code = row[definition.keys[0]!]!
  const found: Usage[] = []
  for (const { table, columns } of referencesTo(definition)) {
    if (await isHeld(tx, companyId, columns, code)) found.push({ table })
  }
  for (const [noun, columns] of Object.entries(outside[definition.slug] ?? {})) {
    if (await isHeld(tx, companyId, columns, code)) found.push({ noun })
  }
  if (definition.slug === "currencies" && (await isOwnCurrency(tx, companyId, code))) found.push({ noun: "company" })
  if (definition.slug === "number-series" && code === IMPORT_SERIES) found.push({ noun: "sales_imports" })
  if (definition.slug === "charges" && (await hasChargeLine(tx, companyId, code))) {
    found.push({ noun: "purchase_invoices" })
  }
  if (definition.slug === "chart-of-accounts" && (await hasDraftLine(tx, companyId, code))) {
    found.push({ noun: "purchase_invoices" })
  }
  return found
}

/** The tables of setup with fields that refer to a table, or to accounts of the chart. */
function referencesTo({ slug }: SetupDefinition): { table: string; columns: PgColumn[] }[] {
  return setupDefinitions
    .map(definition => ({
      table: definition.slug,
      columns: definition.fields
        .filter(field =>
          field.kind === "account" ? slug === "chart-of-accounts" : field.kind === "reference" && field.to === slug,
        )
        .map(({ name }) => columnOf(definition, name)),
    }))
    .filter(({ columns }) => columns.length > 0)
}

async function isOwnCurrency(tx: Tx, companyId: number, code: string): Promise<boolean> {
  const rows = await tx
    .select({ id: company.id })
    .from(company)
    .where(and(eq(company.id, companyId), eq(company.currencyCode, code)))
  return rows.length > 0
}

async function hasChargeLine(tx: Tx, companyId: number, code: string): Promise<boolean> {
  const line = purchaseInvoiceLine
  const rows = await tx
    .select({ lineId: line.lineId })
    .from(line)
    .where(and(eq(line.companyId, companyId), eq(line.type, "charge"), eq(line.no, code)))
    .limit(1)
  return rows.length > 0
}

async function hasDraftLine(tx: Tx, companyId: number, no: string): Promise<boolean> {
  for (const line of [purchaseInvoiceLine, salesInvoiceLine]) {
    const rows = await tx
      .select({ found: sql`1` })
      .from(line)
      .where(
        and(
          eq(line.companyId, companyId),
          or(and(eq(line.type, "gl_account"), eq(line.no, no)), eq(line.chargeAccountNo, no)),
        ),
      )
      .limit(1)
    if (rows.length > 0) return true
  }
  return false
}
