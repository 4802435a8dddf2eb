import { eq } from "drizzle-orm"
import { company, type Problem } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { ImportRun, Judged, RowGroup, UnderstoodRow, Verdict } from "@/domain/import-kinds/import-kind"
import { settleReferences, written } from "./find-references"
import { type AnyMaster, type GivenRow, keyText, type MasterChange, type MasterValues } from "./master"
import { givenRow } from "./read-given"
import { defaultsOf, findRows } from "./rows"
import { type SameRows, sameRowProblems } from "./same-rows"

/** What is to be written of a batch. */
export type MasterPlan = { changes: MasterChange[] }

/** Judges rows of a file against the company's, with a constant number of statements. */
export async function judgeMaster(
  master: AnyMaster,
  tx: Tx,
  run: ImportRun<SameRows>,
  groups: readonly RowGroup[],
): Promise<Judged<MasterPlan>> {
  const { companyId } = run
  const understood = groups.flatMap(({ rows }) => rows).filter(({ refused }) => !refused)
  const rows = understood.map(row => givenRow(master, row))
  await settleReferences(tx, companyId, master, rows)
  const context = { own: await master.read(tx, run, rows), companyCurrencyCode: await currencyOf(tx, companyId) }
  for (const row of rows) master.identify?.(row, context)
  const there = await findThere(tx, companyId, master, rows, !run.trial)
  const used = await usedOf(tx, companyId, master, rows, there)
  const start = defaultsOf(master)
  const plan: MasterPlan = { changes: [] }
  const verdicts = rows.map((row, at): Verdict => {
    const before = there.get(keyText(master, row.given)) ?? null
    const named = { ...(before ?? { ...start, ...master.start(row.given, context) }), ...row.given }
    const after = master.settle?.(named, row.given, before) ?? named
    const change: MasterChange = { rowNo: row.rowNo, before, after, given: row.given }
    const verdict = verdictOf(master, change)
    const problems = [
      ...row.problems,
      ...sameRowProblems(run.memory, master, understood[at]!),
      ...missing(master, change),
      ...(used.has(keyText(master, row.given)) ? fixed(master, change) : []),
      ...(row.problems.length > 0 ? [] : master.check(change, context)),
      ...sinceTrial(understood[at]!, verdict),
    ]
    if (problems.length > 0) return { rowNo: row.rowNo, outcome: "refused", reasons: problems }
    if (verdict.outcome !== "unchanged") plan.changes.push(change)
    return verdict
  })
  const remarks = (await master.remarks?.(tx, run, plan.changes)) ?? new Map<number, Problem[]>()
  return { verdicts: remarks.size > 0 ? verdicts.map(verdict => withRemarks(verdict, remarks)) : verdicts, plan }
}

/** What is refused says why, and nothing else. */
function withRemarks(verdict: Verdict, remarks: ReadonlyMap<number, Problem[]>): Verdict {
  const own = remarks.get(verdict.rowNo)
  return own && verdict.outcome !== "refused" ? { ...verdict, reasons: [...(verdict.reasons ?? []), ...own] } : verdict
}

async function currencyOf(tx: Tx, companyId: number): Promise<string> {
  const [own] = await tx.select({ code: company.currencyCode }).from(company).where(eq(company.id, companyId))
  return own!.code
}

/** What the company has of the rows; a number is theirs in whatever case it is written. */
async function findThere(tx: Tx, companyId: number, master: AnyMaster, rows: readonly GivenRow[], lock: boolean) {
  const [no] = master.keys
  const isNumbered = master.keys.length === 1
  const asked = rows.flatMap(({ given }) =>
    isNumbered ? written(given[no!] ?? "").filter(Boolean) : [keyText(master, given)],
  )
  const there = await findRows(tx, companyId, master, asked, lock)
  if (!isNumbered) return there
  for (const { given } of rows) {
    if (given[no!]) given[no!] = written(given[no!]!).find(each => there.has(each)) ?? given[no!]!.toUpperCase()
  }
  return there
}

function verdictOf(master: AnyMaster, { rowNo, before, after }: MasterChange): Verdict {
  if (!before) return { rowNo, outcome: "new" }
  const changes = cellChanges(master, before, after)
  const resultNo = keyText(master, before)
  return Object.keys(changes).length === 0
    ? { rowNo, outcome: "unchanged", resultNo }
    : { rowNo, outcome: "changed", changes, resultNo }
}

/** What a row says otherwise than what is there, by column. */
export function cellChanges(
  { fields, keys }: Pick<AnyMaster, "fields" | "keys">,
  before: MasterValues,
  after: MasterValues,
): Record<string, [before: string, after: string]> {
  const changed = fields.filter(({ name }) => !keys.includes(name) && (before[name] ?? "") !== (after[name] ?? ""))
  return Object.fromEntries(changed.map(({ name }) => [name, [before[name] ?? "", after[name] ?? ""]]))
}

/** Columns that a new row lacks. Its number may come from a series. */
function missing(master: AnyMaster, { before, after }: MasterChange): Problem[] {
  if (before) return []
  const isDrawn = (name: string) => master.number !== undefined && master.keys.includes(name)
  return master.fields
    .filter(({ name, required, inEveryFile }) => (required || inEveryFile) && !after[name] && !isDrawn(name))
    .map(({ name }) => ({ code: "imports.cell_missing", params: { column: name } }))
}

function fixed(master: AnyMaster, { before, after }: MasterChange): Problem[] {
  return fixedChanges(master, before, after).map(name => ({
    code: "imports.fixed_once_used",
    params: { column: name },
  }))
}

function fixedChanges(
  { fields }: Pick<AnyMaster, "fields">,
  before: MasterValues | null,
  after: MasterValues,
): string[] {
  if (!before) return []
  return fields.filter(field => field.fixedOnceUsed && before[field.name] !== after[field.name]).map(({ name }) => name)
}

/** Which rows are used, of those that would change what then stays. */
async function usedOf(
  tx: Tx,
  companyId: number,
  master: AnyMaster,
  rows: readonly GivenRow[],
  there: ReadonlyMap<string, MasterValues>,
): Promise<ReadonlySet<string>> {
  const asked = rows.flatMap(({ given }) => {
    const key = keyText(master, given)
    const before = there.get(key) ?? null
    return fixedChanges(master, before, { ...before, ...given }).length > 0 ? [key] : []
  })
  return asked.length === 0 ? new Set() : master.used(tx, companyId, asked)
}

/** Whether somebody made, changed or deleted what the trial compared the row with. */
function sinceTrial({ tried }: UnderstoodRow, now: Verdict): Problem[] {
  if (!tried || tried.outcome === "refused" || now.outcome === "unchanged") return []
  const isSame =
    tried.outcome === now.outcome &&
    Object.entries(now.changes ?? {}).every(([name, [before]]) => (tried.changes[name]?.[0] ?? before) === before)
  return isSame ? [] : [{ code: "imports.changed_since_trial" }]
}
