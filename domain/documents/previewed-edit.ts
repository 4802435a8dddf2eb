import { asc, eq } from "drizzle-orm"
import { company, currency } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { type Issue, Refusal } from "@/domain/errors"
import { readItemUnits } from "@/domain/items/read-item-units"
import { type DraftEdit, type EditedLine, lineIdOf } from "./draft"
import type { DraftLine } from "./line-fields"
import type { SavePlan } from "./plan-save"
import type { CurrencyChoice } from "./setup-choices"

/** What a form of a draft is read with: its header as stored, and what texts mean in the company. */
export type EditContext<Header> = {
  header: Header
  amountDecimals: number
  timeZone: string
  choices: { currencies: CurrencyChoice[] }
}

/** With all its lines. */
export type DraftWithLines<Header> = EditContext<Header> & { lines: DraftLine[] }

/** Lines as a save would make them of an edit; nothing is written. */
export type PreviewedEdit = {
  /** By the id of the form's line; those that the edit names. */
  lines: Record<string, DraftLine>
  /** What a save would refuse. Where the header cannot stand there are no lines. */
  issues: Issue[]
  /** Units of measure that their items have, by item number. */
  units: Record<string, string[]>
}

/** Ids of the lines that an edit names and that may be stored. */
export const storedIdsOf = ({ lines }: Pick<DraftEdit, "lines">): number[] =>
  lines.flatMap(({ id }) => lineIdOf(id) ?? [])

/** What the reader of a form needs beside the header. */
export async function readCurrenciesAndZone(tx: Tx, companyId: number, currencyCode: string) {
  const [[zone], currencies] = await Promise.all([
    tx.select({ timeZone: company.timeZone }).from(company).where(eq(company.id, companyId)),
    tx
      .select({ code: currency.code, description: currency.description, amountDecimals: currency.amountDecimals })
      .from(currency)
      .where(eq(currency.companyId, companyId))
      .orderBy(asc(currency.code)),
  ])
  const own = currencies.find(({ code }) => code === currencyCode)
  return { amountDecimals: own?.amountDecimals ?? 2, timeZone: zone!.timeZone, choices: { currencies } }
}

/**
 * Runs what a save does to an edit up to its writing, and collects what it would refuse. A header that cannot stand ends it:
 * what lines are given rests on it.
 *
 * @param complete is given the collector in the place of what refuses
 */
export async function previewed(
  tx: Tx,
  companyId: number,
  plan: SavePlan,
  edited: readonly EditedLine[],
  complete: (told: (issues: readonly Issue[]) => void) => Promise<{ lines: readonly DraftLine[] }>,
): Promise<PreviewedEdit> {
  const issues: Issue[] = []
  const told = (some: readonly Issue[]) => {
    issues.push(...some)
    if (some.some(isOfHeader)) throw new Refusal([...some])
  }
  const completed = await complete(told).catch((error: unknown) => {
    if (error instanceof Refusal) return { lines: [] }
    throw error
  })
  const keys = new Map(plan.lines.map(({ key, line }) => [line.lineId, key]))
  const wanted = new Set(edited.map(({ id }) => id))
  const lines = completed.lines.flatMap(line => {
    const key = keys.get(line.lineId)
    return key !== undefined && wanted.has(key) ? [[key, line] as const] : []
  })
  const items = lines.flatMap(([, { type, no }]) => (type === "item" && no ? [no] : []))
  return { lines: Object.fromEntries(lines), issues, units: await readItemUnits(tx, companyId, items) }
}

/** Whether it concerns what lines rest on; a discount that fits no line does not. */
const isOfHeader = ({ field = "", code }: Issue) =>
  field.startsWith("header.") && !/discount|service_charge/u.test(code)
