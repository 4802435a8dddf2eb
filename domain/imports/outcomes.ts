import { sql } from "drizzle-orm"
import { rowsAs } from "@/db/bulk-rows"
import { fileImport, fileImportRow, type Problem } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Verdict } from "@/domain/import-kinds/import-kind"

/** Reasons as they are kept: their codes, and their params where any has some. */
export function keptReasons(problems: readonly Problem[]): {
  reason: string | null
  params: (Problem["params"] | null)[] | null
} {
  if (problems.length === 0) return { reason: null, params: null }
  const given = problems.map(({ params }) => (params && Object.keys(params).length > 0 ? params : null))
  return {
    reason: problems.map(({ code }) => code).join(" "),
    params: given.some(Boolean) ? given : null,
  }
}

/** The reasons that are kept so. */
export function reasonsKept(reason: string | null, params: readonly (Problem["params"] | null)[] | null): Problem[] {
  return (reason?.split(" ") ?? []).map((code, at) => ({ code, params: params?.[at] ?? {} }))
}

type Settled = Verdict & { remarks?: readonly Problem[]; written?: boolean }

/** Writes what is said of rows, with one statement; of rows that are written nothing else can be said any more. */
export async function writeOutcomes(
  tx: Tx,
  companyId: number,
  importNo: string,
  settled: readonly Settled[],
): Promise<void> {
  if (settled.length === 0) return
  const rows = settled.map(({ rowNo, outcome, reasons = [], remarks = [], changes, resultNo, written }) => ({
    row_no: rowNo,
    outcome,
    ...keptReasons([...remarks.filter(({ code }) => code !== "imports.currency_sign"), ...reasons]),
    changes: changes ?? null,
    result_no: resultNo ?? null,
    written: written ?? false,
  }))
  const types = {
    row_no: "int",
    outcome: "text",
    reason: "text",
    params: "jsonb",
    changes: "jsonb",
    result_no: "text",
    written: "boolean",
  }
  const rowNos = rows.map(row => row.row_no)
  await tx.execute(sql`
    update ${fileImportRow} as w set outcome = r.outcome, reason = r.reason, params = r.params, changes = r.changes,
      result_no = r.result_no, written = r.written
    from ${rowsAs(types, rows)}
    where w.company_id = ${companyId} and w.import_no = ${importNo} and w.row_no = r.row_no and not w.written
      and w.row_no between ${least(rowNos)} and ${most(rowNos)}`)
}

const least = (numbers: readonly number[]) => numbers.reduce((one, other) => Math.min(one, other))
const most = (numbers: readonly number[]) => numbers.reduce((one, other) => Math.max(one, other))

/** Counts the rows of an import by what is said of them. */
export async function countOutcomes(tx: Tx, companyId: number, importNo: string): Promise<void> {
  const counted = (outcome: string) => sql`count(*) filter (where outcome = ${outcome})::int`
  await tx.execute(sql`
    update ${fileImport} as i set rows_new = c.rows_new, rows_changed = c.rows_changed,
      rows_unchanged = c.rows_unchanged, rows_refused = c.rows_refused, rows_written = c.rows_written
    from (select ${counted("new")} as rows_new, ${counted("changed")} as rows_changed,
        ${counted("unchanged")} as rows_unchanged, ${counted("refused")} as rows_refused,
        count(*) filter (where written and outcome in ('new', 'changed'))::int as rows_written
      from ${fileImportRow} where company_id = ${companyId} and import_no = ${importNo}) as c
    where i.company_id = ${companyId} and i.no = ${importNo}`)
}
