import { eq } from "drizzle-orm"
import { company, currency } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { type IsoDate, today } from "@/domain/dates/date"
import { type Issue, NotFound, Refusal } from "@/domain/errors"
import type { AmountCurrency } from "@/domain/money/read-amount"
import {
  type CardDefinition,
  controlOf,
  type RecordChange,
  type RecordDefinition,
  type RecordValues,
} from "./definition"
import { mergeRecord } from "./merge-record"
import { recordChange, recordChangesOf } from "./record-history"
import { checkReferences } from "./references"
import { findRow, ofKey } from "./rows"
import { similarIssues } from "./similar-cards"
import { columnOf, isBlankValue, keyParts, readTyped, rowOf } from "./values"

export type RecordInput = {
  /** The row's key; null: a new row. */
  key: readonly string[] | null
  /** As the page showed it; 0 of a new row. */
  version: number
  /** By field, as the reader writes; a box that is not ticked is absent. */
  typed: Readonly<Record<string, string>>
}

/** Of the company, what reading and checking a row needs. */
export type RecordCompany = { companyId: number; companyCurrencyCode: string; today: IsoDate }

export async function readRecordCompany(tx: Tx, companyId: number): Promise<RecordCompany> {
  const [row] = await tx
    .select({ companyCurrencyCode: company.currencyCode, timeZone: company.timeZone })
    .from(company)
    .where(eq(company.id, companyId))
  return { companyId, companyCurrencyCode: row!.companyCurrencyCode, today: today(row!.timeZone) }
}

export type RecordSteps = {
  /** Further reasons against a change, beside those found so far; `field` is the field's name. */
  check?: (change: RecordChange, found: readonly Issue[]) => Promise<Issue[]>
  /** The key of a new row was typed, though a series would give it. */
  typesKey?: boolean
  /** What is only known once nothing is wrong, such as a number from a series. */
  last?: (values: RecordValues) => Promise<RecordValues>
}

/**
 * Makes a row, or changes one, in the caller's transaction: read, merged with what others saved since, checked, written, and
 * kept in the history by field.
 *
 * @param key the row's; null: a new one
 * @returns the row as it is stored
 * @throws Refusal with every reason at once; StaleRecord when somebody changed it first; NotFound for an unknown row
 */
export async function saveRecord(
  tx: Tx,
  actor: Actor,
  definition: RecordDefinition,
  own: RecordCompany,
  { key, version, typed }: Omit<RecordInput, "key"> & { key: RecordValues | null },
  steps: RecordSteps = {},
): Promise<RecordValues> {
  const { companyId } = own
  const before = key === null ? null : await findRow(tx, companyId, definition, key, true)
  if (before === undefined) throw new NotFound(definition.slug)
  const currencies = await amountCurrencies(tx, companyId, definition)
  const reader = { language: actor.language, today: own.today, currencies }
  const isDrawn = definition.card?.numbers !== undefined && !steps.typesKey
  const kept = key ?? (isDrawn ? Object.fromEntries(definition.keys.map(name => [name, ""])) : {})
  const { values: read, issues } = readTyped(definition, typed, kept, reader)
  if (before) await mergeRecord(tx, companyId, definition, before, read, version)
  const { companyCurrencyCode } = own
  const change: RecordChange = { companyId, companyCurrencyCode, before, after: read, actor, typed }
  issues.push(...(await checkReferences(tx, companyId, definition, read)))
  if (issues.length === 0) {
    change.after = await filled(tx, definition, change)
    issues.push(...(await rowIssues(tx, definition, change, steps)))
  }
  if (issues.length > 0) throw new Refusal(issues)
  const after = (await steps.last?.(change.after)) ?? change.after
  await write(tx, definition, { ...change, after })
  return after
}

/** With what a blank field of a card takes from elsewhere, and follows from others. */
async function filled(tx: Tx, definition: RecordDefinition, change: RecordChange): Promise<RecordValues> {
  const after = definition.settle?.(change) ?? change.after
  const { companyId, actor, typed, before } = change
  const asked = { isNew: before === null, userId: actor.userId, typed }
  const inherited = (await definition.card?.inherited?.(tx, companyId, after, asked)) ?? {}
  const isBlank = new Map(definition.fields.map(field => [field.name, isBlankValue(field, after[field.name] ?? "")]))
  const taken = Object.entries(inherited).filter(([name, { stays }]) => !stays && isBlank.get(name))
  return { ...after, ...Object.fromEntries(taken.map(([name, { value }]) => [name, value])) }
}

/** The company's currencies, where the table has amounts. */
async function amountCurrencies(
  tx: Tx,
  companyId: number,
  { fields }: RecordDefinition,
): Promise<Map<string, AmountCurrency>> {
  if (!fields.some(field => field.kind === "number" && field.amountIn)) return new Map()
  const rows = await tx
    .select({ code: currency.code, amountDecimals: currency.amountDecimals })
    .from(currency)
    .where(eq(currency.companyId, companyId))
  return new Map(rows.map(row => [row.code, row]))
}

async function rowIssues(
  tx: Tx,
  definition: RecordDefinition,
  change: RecordChange,
  { check, typesKey }: RecordSteps,
): Promise<Issue[]> {
  const issues = (await definition.check?.(tx, change)) ?? []
  if (check) issues.push(...(await check(change, issues)))
  const { companyId, before, after } = change
  if (before === null && (typesKey || !definition.card?.numbers)) {
    const rows = await tx
      .select({ companyId: columnOf(definition, "companyId") })
      .from(definition.table)
      .where(ofKey(companyId, definition, after))
    const params = { code: keyParts(definition, after).join(", ") }
    const said = definition.card?.exists ?? "setup.exists"
    if (rows.length > 0) issues.unshift({ field: definition.keys.at(-1), code: said, params })
  }
  // What is wrong is mended first; then there is one question left.
  if (issues.length === 0 && isCard(definition)) issues.push(...(await similarIssues(tx, definition, change)))
  return issues.map(issue => ({ ...issue, field: issue.field && controlOf(definition, issue.field) }))
}

const isCard = (definition: RecordDefinition): definition is CardDefinition => definition.card !== undefined

async function write(tx: Tx, definition: RecordDefinition, change: RecordChange): Promise<void> {
  const { companyId, actor, before, after } = change
  if (before && recordChangesOf(definition, before, after).length === 0) return
  const row = { ...rowOf(definition, after), ...definition.card?.byHand }
  if (before === null) await tx.insert(definition.table).values({ ...row, companyId })
  else
    await tx
      .update(definition.table)
      .set(row)
      .where(ofKey(companyId, definition, after))
  await recordChange(tx, actor, definition, before, after, await definition.told?.(tx, change))
}
