/** Cards of master data: read with all that their form needs, and saved. */
import { and, eq } from "drizzle-orm"
import { noSeries, purchasesSetup } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { NotFound } from "@/domain/errors"
import { type NumberedNoun, takeNumberOf } from "@/domain/numbering/take-number"
import type { Asked, CardDefinition, Inherited, RecordValues } from "./definition"
import { type RecordEvent, readRecordHistory } from "./record-history"
import { type RecordChoice, readCardName, readChoices } from "./references"
import { findRow, ofKey } from "./rows"
import { type RecordInput, readRecordCompany, saveRecord } from "./save-record"
import { columnOf, newValues, recordKeyOf } from "./values"

export type CardRead = {
  definition: CardDefinition
  values: RecordValues
  /** What each field is chosen from, and what the cards that it names are called. */
  choices: Record<string, RecordChoice[]>
  /** What counts for a blank field, by its name. */
  inherited: Record<string, Inherited>
  /** Nobody has saved it yet: its key can still be typed. */
  isNew: boolean
  /** Of a new one: its number may be typed, because no series gives it, or because its series allows that. */
  typesNumber?: boolean
  /** To save upon. */
  version: number
  history: RecordEvent[]
}

/**
 * A card with what its form offers. The caller has asked for the right.
 *
 * @param no the parts of its key, or its one part
 * @throws NotFound where the company has none of that key
 */
export async function readCard(
  tx: Tx,
  companyId: number,
  definition: CardDefinition,
  no: string | readonly string[],
): Promise<CardRead> {
  const key = recordKeyOf(definition, [no].flat())
  const values = key && (await findRow(tx, companyId, definition, key))
  if (!values) throw new NotFound(`${definition.slug} ${no}`)
  const history = await readRecordHistory(tx, companyId, definition, values)
  const asked = { isNew: false, userId: 0, typed: {} }
  const form = await formOf(tx, companyId, definition, values, asked)
  return { ...form, isNew: false, version: history[0]?.id ?? 0, history }
}

/**
 * What the form for a new card offers and starts with.
 *
 * @param given fields that are filled in from elsewhere
 * @param typed what its form says from the start beside the fields
 */
export async function readNewCard(
  tx: Tx,
  { companyId, userId }: Pick<Actor, "companyId" | "userId">,
  definition: CardDefinition,
  given: RecordValues = {},
  typed: Asked["typed"] = {},
): Promise<CardRead> {
  const values = { ...newValues(definition), ...given }
  const asked = { isNew: true, userId, typed }
  const form = await formOf(tx, companyId, definition, values, asked)
  const typesNumber = await mayTypeNumber(tx, companyId, definition)
  return { ...form, isNew: true, version: 0, history: [], typesNumber }
}

async function formOf(tx: Tx, companyId: number, definition: CardDefinition, values: RecordValues, asked: Asked) {
  const choices = await readChoices(tx, companyId, definition)
  for (const field of definition.fields) {
    const no = values[field.name] ?? ""
    if (field.kind !== "card" || no === "") continue
    const label = await readCardName(tx, companyId, field.to, no)
    if (label) choices[field.name] = [{ value: no, label }]
  }
  const inherited = (await definition.card.inherited?.(tx, companyId, values, asked)) ?? {}
  return { definition, values, choices, inherited }
}

/** Whether a new card's number may be typed. */
export async function mayTypeNumber(
  tx: Tx,
  companyId: number,
  { card: { numbers } }: Pick<CardDefinition, "card">,
): Promise<boolean> {
  if (!numbers) return true
  const [series] = await tx
    .select({ manualNos: noSeries.manualNos })
    .from(noSeries)
    .innerJoin(
      purchasesSetup,
      and(eq(purchasesSetup.companyId, noSeries.companyId), eq(purchasesSetup[numbers], noSeries.code)),
    )
    .where(eq(noSeries.companyId, companyId))
  return series?.manualNos ?? false
}

/**
 * Makes a card, its number the next of its series that is free unless one was typed where the series allows that, or changes one;
 * in the caller's transaction. The caller has asked for the right.
 *
 * @returns its fields as they are stored
 * @throws as saveRecord
 */
export async function saveCard(
  tx: Tx,
  actor: Actor,
  definition: CardDefinition,
  input: RecordInput,
): Promise<RecordValues> {
  const { companyId } = actor
  const key = input.key && recordKeyOf(definition, input.key)
  if (key === undefined) throw new NotFound(definition.slug)
  const [name] = definition.keys as [string]
  const { numbers } = definition.card
  const isDrawn = key === null && numbers !== undefined
  const typesKey = isDrawn && Boolean(input.typed[name]?.trim()) && (await mayTypeNumber(tx, companyId, definition))
  const last = async (values: RecordValues) =>
    isDrawn && !typesKey ? { ...values, [name]: await freeNumber(tx, companyId, definition, numbers) } : values
  const own = await readRecordCompany(tx, companyId)
  return saveRecord(tx, actor, definition, own, { ...input, key }, { last, typesKey })
}

/** The next number of the series that no card has: one may have been typed or imported before. */
async function freeNumber(
  tx: Tx,
  companyId: number,
  definition: CardDefinition,
  series: NumberedNoun,
): Promise<string> {
  const [name] = definition.keys as [string]
  for (;;) {
    const no = await takeNumberOf(tx, companyId, series)
    const taken = await tx
      .select({ no: columnOf(definition, name) })
      .from(definition.table)
      .where(ofKey(companyId, definition, { [name]: no }))
    if (taken.length === 0) return no
  }
}
