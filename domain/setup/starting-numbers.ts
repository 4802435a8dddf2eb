import { asc, eq } from "drizzle-orm"
import { noSeries } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { type Issue, NotFound, Refusal } from "@/domain/errors"
import { formatDrawn } from "@/domain/numbering/draw-numbers"
import { controlOf } from "@/domain/records/definition"
import { readRecordHistory } from "@/domain/records/record-history"
import { findRow } from "@/domain/records/rows"
import { saveRecord } from "@/domain/records/save-record"
import { shownRecordValue, valuesOf } from "@/domain/records/values"
import { lockSetup } from "./lock-setup"
import { numberSeriesDefinition } from "./tables/number-series"

/** A number series, as it goes on. */
export type StartingNumber = {
  code: string
  description: string
  prefix: string
  digits: number
  lastNumber: number
  /** The number that it gives next. */
  next: string
  /** To save upon. */
  version: number
  /** A series without gaps that has counted goes on as it does. */
  isFixed: boolean
}

/** Where each series of the company goes on, by its code; its lines by date aside. @throws Forbidden */
export async function readStartingNumbers(actor: Actor): Promise<StartingNumber[]> {
  authorise(actor, "company.administer")
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const rows = await tx.select().from(noSeries).where(eq(noSeries.companyId, companyId)).orderBy(asc(noSeries.code))
    const read: StartingNumber[] = []
    for (const row of rows) {
      const { code, description, prefix, digits, lastNumber, allowGaps } = row
      const values = valuesOf(numberSeriesDefinition, row)
      const [last] = await readRecordHistory(tx, companyId, numberSeriesDefinition, values)
      const next = formatDrawn(prefix, digits, lastNumber + 1)
      const isFixed = !allowGaps && lastNumber > 0
      read.push({ code, description, prefix, digits, lastNumber, next, version: last?.id ?? 0, isFixed })
    }
    return read
  })
}

/** What was typed of a series; as the reader writes. */
export type TypedStart = { code: string; version: number; prefix: string; lastNumber: string }

/** Where a control of that page stands. */
export const startControl = (code: string, field: "prefix" | "lastNumber" | "version") => `series.${code}.${field}`

/**
 * Says where series go on: prefix and last number of the old system. All of them or none; each is checked and kept in the history as by
 * its own page.
 *
 * @throws Refusal with every reason at once, each beside its control; StaleRecord when somebody changed one first; NotFound for an
 *   unknown series; Forbidden
 */
export async function saveStartingNumbers(actor: Actor, typed: readonly TypedStart[]): Promise<void> {
  authorise(actor, "company.administer")
  await inCompany(actor.companyId, async tx => {
    const company = await lockSetup(tx, actor.companyId)
    const issues: Issue[] = []
    for (const { code, version, prefix, lastNumber } of typed) {
      const row = await findRow(tx, actor.companyId, numberSeriesDefinition, { code }, true)
      if (!row) throw new NotFound("number series")
      const shown = numberSeriesDefinition.fields.map(field => {
        const value = row[field.name] ?? ""
        const isTicked = field.kind === "boolean" && value === "true"
        return [field.name, isTicked ? "on" : shownRecordValue(field, value, actor.language)]
      })
      const input = { key: { code }, version, typed: { ...Object.fromEntries(shown), prefix, lastNumber } }
      try {
        await saveRecord(tx, actor, numberSeriesDefinition, company, input)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        issues.push(...error.issues.map(issue => ({ ...issue, field: besideIts(code, issue.field) })))
      }
    }
    if (issues.length > 0) throw new Refusal(issues)
  })
}

/** Reasons that lie with what the page does not show stand beside the number. */
function besideIts(code: string, field: string | undefined): string {
  return startControl(code, field === controlOf(numberSeriesDefinition, "prefix") ? "prefix" : "lastNumber")
}
