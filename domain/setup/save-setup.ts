import { eq } from "drizzle-orm"
import { currency } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { type Issue, NotFound, Refusal } from "@/domain/errors"
import type { AmountCurrency } from "@/domain/money/read-amount"
import { controlIssues } from "./control-accounts"
import { type SetupDefinition, type SetupValues, setupControl } from "./definition"
import { setupDefinition } from "./definitions"
import { lockSetup } from "./lock-setup"
import { mergeSetup } from "./merge-setup"
import { checkReferences } from "./references"
import { findRow, ofKey } from "./rows"
import { recordSetup, setupChangesOf } from "./setup-history"
import { readUsage } from "./usage"
import { columnOf, keyParts, readTyped, rowOf, setupKeyOf } from "./values"

export type SetupInput = {
  /** The row's key; null: a new row. */
  key: readonly string[] | null
  /** As the page showed it; 0 of a new row. */
  version: number
  /** By field, as the reader writes; a box that is not ticked is absent. */
  typed: Readonly<Record<string, string>>
}

/**
 * Makes a row of setup, or changes one. Whoever posts meanwhile waits, or is waited for.
 *
 * @returns the row's key
 * @throws Refusal with every reason at once; StaleSetup when somebody changed it first; NotFound for an unknown table or row;
 *   Forbidden
 */
export async function saveSetup(actor: Actor, slug: string, input: SetupInput): Promise<string[]> {
  authorise(actor, "company.administer")
  const definition = setupDefinition(slug)
  const key = input.key === null ? {} : setupKeyOf(definition, input.key)
  if (!key || (input.key === null && definition.keys.length === 0)) throw new NotFound(`setup ${slug}`)
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const company = await lockSetup(tx, companyId)
    const before = input.key === null ? null : await findRow(tx, companyId, definition, key, true)
    if (before === undefined) throw new NotFound(`setup ${slug}`)
    const currencies = await amountCurrencies(tx, companyId, definition)
    const reader = { language: actor.language, today: company.today, currencies }
    const { values, issues } = readTyped(definition, input.typed, key, reader)
    if (before) await mergeSetup(tx, companyId, definition, before, values, input.version)
    issues.push(...(await checkReferences(tx, companyId, definition, values)))
    if (issues.length === 0) issues.push(...(await rowIssues(tx, definition, { ...company, before, after: values })))
    if (issues.length > 0) throw new Refusal(issues)
    await write(tx, actor, definition, before, values)
    return keyParts(definition, values)
  })
}

/** The company's currencies, where the table has amounts. */
async function amountCurrencies(
  tx: Tx,
  companyId: number,
  { fields }: SetupDefinition,
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
  definition: SetupDefinition,
  change: Parameters<NonNullable<SetupDefinition["check"]>>[1],
): Promise<Issue[]> {
  const issues = (await definition.check?.(tx, change)) ?? []
  issues.push(...(await controlIssues(tx, definition, change)))
  const { companyId, before, after } = change
  const fixed = issues.length > 0 ? [] : (definition.fixedWhileUsed?.(change) ?? [])
  if (fixed.length > 0 && (await readUsage(tx, companyId, definition, after)).keeps.length > 0) issues.push(...fixed)
  if (before === null) {
    const rows = await tx
      .select({ companyId: columnOf(definition, "companyId") })
      .from(definition.table)
      .where(ofKey(companyId, definition, after))
    const params = { code: keyParts(definition, after).join(", ") }
    if (rows.length > 0) issues.unshift({ field: definition.keys.at(-1), code: "setup.exists", params })
  }
  return issues.map(issue => ({ ...issue, field: issue.field && setupControl(issue.field) }))
}

async function write(
  tx: Tx,
  actor: Actor,
  definition: SetupDefinition,
  before: SetupValues | null,
  after: SetupValues,
): Promise<void> {
  const { companyId } = actor
  if (before && setupChangesOf(definition, before, after).length === 0) return
  const row = rowOf(definition, after)
  if (before === null) await tx.insert(definition.table).values({ ...row, companyId })
  else
    await tx
      .update(definition.table)
      .set(row)
      .where(ofKey(companyId, definition, after))
  await recordSetup(tx, actor, definition, before, after)
}
