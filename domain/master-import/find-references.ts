import { sql } from "drizzle-orm"
import type { Tx } from "@/db/tenancy"
import type { AnyMaster, GivenRow, MasterField } from "./master"
import { type ReferredTable, referredTables } from "./referred"

type Referring = MasterField & { kind: "reference" }

/**
 * Puts what there is in the place of what the rows refer to, in whatever case it is written, and refuses what there is not.
 * One statement a table.
 */
export async function settleReferences(
  tx: Tx,
  companyId: number,
  { fields }: Pick<AnyMaster, "fields">,
  rows: readonly GivenRow[],
): Promise<void> {
  const referring = fields.filter((field): field is Referring => field.kind === "reference")
  const known = new Map<ReferredTable, ReadonlySet<string>>()
  for (const to of new Set(referring.map(field => field.to))) {
    const names = referring.filter(field => field.to === to).map(({ name }) => name)
    const codes = rows.flatMap(({ given }) => names.map(name => given[name] ?? "")).filter(Boolean)
    if (codes.length > 0) known.set(to, await existing(tx, companyId, to, new Set(codes)))
  }
  for (const row of rows) for (const field of referring) settle(row, field, known.get(field.to))
}

function settle({ given, problems }: GivenRow, { name }: Referring, known: ReadonlySet<string> | undefined): void {
  const code = given[name]
  if (!code) return
  const found = written(code).find(each => known?.has(each))
  if (found === undefined) problems.push({ code: "imports.unknown", params: { column: name, read: code } })
  else given[name] = found
}

/** As it is written, else in capitals. */
export const written = (code: string) => [code, code.toUpperCase()]

async function existing(tx: Tx, companyId: number, to: ReferredTable, codes: Iterable<string>): Promise<Set<string>> {
  const { companyId: company, code } = referredTables[to]
  const asked = sql.param([...codes].flatMap(written))
  const found = await tx.execute<{ code: string }>(sql`
    select ${code} as code from ${code.table} where ${company} = ${companyId} and ${code} = any(${asked}::text[])`)
  return new Set(found.map(each => each.code))
}
