import type { Problem } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { addMonths } from "@/domain/dates/date"
import type { ImportRun, Judged, RowGroup, Verdict } from "@/domain/import-kinds/import-kind"
import { mayPostOn, type PostingRange } from "@/domain/posting/posting-dates"
import { changesOf, type ImportedBefore, importedBefore } from "./compare-invoice"
import { type ComposedInvoice, composeInvoice } from "./compose-invoice"
import { type CreditMemory, creditRemarks } from "./credit-remarks"
import { type ImportSetup, loadSetup } from "./import-setup"
import { loadMasters } from "./load-masters"
import type { Masters } from "./masters"
import type { ReadInvoice, RefusedRow } from "./read-invoice"
import { understoodInvoice } from "./understood-invoice"

/** What an import of sales invoices remembers from batch to batch. */
export type SalesMemory = {
  /** What the file most often calls each stock code. */
  descriptions: ReadonlyMap<string, string>
  /** In which who asked may post, before the company's; null: none. */
  userRange: PostingRange | null
  credit: CreditMemory
}

/** What is to be written of a batch. */
export type SalesPlan = {
  made: ComposedInvoice[]
  /** Instead of what was imported before, under its number. */
  changed: (ComposedInvoice & { no: string })[]
  masters: Masters
}

/** Judges invoices of a file against what the company has, with a constant number of statements. */
export async function judgeInvoices(
  tx: Tx,
  run: ImportRun<SalesMemory>,
  groups: readonly RowGroup[],
): Promise<Judged<SalesPlan>> {
  const { companyId, memory } = run
  const setup = await loadSetup(tx, companyId, { currencyCode: run.options.currency ?? "" })
  const verdicts: Verdict[] = []
  const invoices: ReadInvoice[] = []
  for (const group of groups) {
    const decision = understoodInvoice(group, setup.currencyCode)
    if (decision.taken) invoices.push(decision.invoice)
    else verdicts.push(...decision.rows.map(refusedVerdict))
  }
  const before = await importedBefore(
    tx,
    companyId,
    invoices.map(({ importedNo }) => importedNo),
  )
  const masters = await loadMasters(tx, setup, invoices, memory.descriptions)
  const plan: SalesPlan = { made: [], changed: [], masters }
  const ofDate = dateRemarks(run, setup)
  const customers = invoices.flatMap(({ customerNo }) => customerNo ?? [])
  const ofCredit = await creditRemarks(tx, run, setup.currencyCode, customers)
  for (const invoice of invoices) {
    verdicts.push(...judge(invoice, sameOf(invoice, before.get(invoice.importedNo)), plan, { ofDate, ofCredit }))
  }
  return { verdicts, plan }
}

type Remarks = {
  ofDate: (date: string) => Problem[]
  ofCredit: (composed: ComposedInvoice, before: ImportedBefore | undefined) => Problem[]
}

/** Another firm's invoice may bear a number of ours: what was made here is the same only to the same customer and of the same date. */
function sameOf(invoice: ReadInvoice, before: ImportedBefore | undefined): ImportedBefore | undefined {
  const isOther = before?.own && (before.customerNo !== invoice.customerNo || before.date !== invoice.date)
  return isOther ? undefined : before
}

function judge(invoice: ReadInvoice, before: ImportedBefore | undefined, plan: SalesPlan, remarks: Remarks): Verdict[] {
  const changes = before && changesOf(invoice, before)
  if (before && (before.edited || changes!.size === 0)) return unchanged(invoice, before, changes!.size > 0)
  const result = composeInvoice(invoice, plan.masters)
  if (!result.taken) return result.rows.map(refusedVerdict)
  const { composed } = result
  if (before) plan.changed.push({ ...composed, no: before.no })
  else plan.made.push(composed)
  const ofInvoice = [...remarks.ofDate(invoice.date), ...remarks.ofCredit(composed, before)]
  return invoice.lines.map(({ rowNo }) => {
    const notes = composed.notes.get(rowNo)?.split(" ") ?? []
    const reasons = [...ofInvoice, ...notes.map(note => ({ code: `sales_import.${note}` }))]
    if (!before) return { rowNo, outcome: "new", reasons }
    const own = changes!.get(rowNo)
    // The invoice is written anew as a whole; of its rows those are changed that say something else.
    return { rowNo, outcome: own ? "changed" : "unchanged", reasons, changes: own, resultNo: before.no }
  })
}

function unchanged({ lines }: ReadInvoice, { no }: ImportedBefore, differs: boolean): Verdict[] {
  const reasons = differs ? [{ code: "sales_import.edited_since", params: { no } }] : []
  return lines.map(({ rowNo }) => ({ rowNo, outcome: "unchanged", reasons, resultNo: no }))
}

function refusedVerdict({ rowNo, reason, params }: RefusedRow): Verdict {
  return { rowNo, outcome: "refused", reasons: [{ code: `sales_import.${reason}`, params }] }
}

/** What is remarkable about an invoice's date: nobody would post on it, or it is far from today. */
function dateRemarks({ today, memory }: ImportRun<SalesMemory>, setup: ImportSetup) {
  const [earliest, latest] = [addMonths(today, -12), addMonths(today, 12)]
  const ranges = { userRange: memory.userRange, purchases: setup.defaults }
  return (date: string): Problem[] => [
    ...(date < earliest || date > latest ? [{ code: "imports.date_far" }] : []),
    ...(mayPostOn(date, ranges) ? [] : [{ code: "imports.date_outside" }]),
  ]
}
