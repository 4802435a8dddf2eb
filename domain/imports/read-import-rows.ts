import { type SQL, sql } from "drizzle-orm"
import { fileImportRow, type Problem } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import type { RowOutcome } from "@/domain/import-kinds/import-kind"
import { cutForward } from "@/domain/lists/cut-page"
import { findImport } from "./lock-import"
import { reasonsKept } from "./outcomes"

/** Rows on one page. */
const ROWS_PER_PAGE = 100

export type ImportRow = {
  rowNo: number
  /** As they stand in the file. */
  fields: string[]
  /** By column; blank: nothing, or not read. */
  understood: Record<string, string>
  outcome: RowOutcome
  /** Why it is refused, or what is remarkable. */
  reasons: Problem[]
  changes: Record<string, [before: string, after: string]>
  resultNo: string | null
  written: boolean
}

export type RowQuery = {
  /** None: all of them. */
  outcome?: RowOutcome
  /** Those with this reason among theirs. */
  code?: string
  /** Rows behind this one. */
  after?: number
}

/**
 * Rows of an import that have an outcome, in the file's order, paged by row number.
 * @returns `next`: what to pass as `after` for the page behind, where there is one
 * @throws Forbidden; NotFound
 */
export async function readImportRows(
  actor: Actor,
  no: string,
  { outcome, code, after = 0 }: RowQuery,
  most = ROWS_PER_PAGE,
): Promise<{ rows: ImportRow[]; next?: number }> {
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const { kind } = await findImport(tx, actor, no)
    const found = await tx.execute<Kept>(sql`
      select row_no as "rowNo", fields, understood, outcome, reason, params, changes, result_no as "resultNo", written
      from ${fileImportRow}
      where company_id = ${companyId} and import_no = ${no} and row_no > ${after}
        and ${outcome === undefined ? sql`outcome is not null` : sql`outcome = ${outcome}`} and ${withReason(code)}
      order by row_no limit ${most + 1}`)
    const rows = found.map(({ reason, params, changes, understood, ...row }) => ({
      ...row,
      understood: Object.fromEntries(kind.fileColumns.map(({ name }, at) => [name, understood[at] ?? ""])),
      reasons: reasonsKept(reason, params),
      changes: changes ?? {},
    }))
    return cutForward(rows, most, ({ rowNo }) => rowNo)
  })
}

type Kept = Pick<ImportRow, "rowNo" | "fields" | "outcome" | "resultNo" | "written"> & {
  understood: string[]
  reason: string | null
  params: (Problem["params"] | null)[] | null
  changes: ImportRow["changes"] | null
}

function withReason(code: string | undefined): SQL {
  return code === undefined ? sql`true` : sql`${code} = any(string_to_array(reason, ' '))`
}
