import { inCompany, postgresErrorCode, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { addDays } from "@/domain/dates/date"
import { NotFound, refuse } from "@/domain/errors"
import { saveCard } from "@/domain/records/cards"
import type { CardDefinition, RecordValues } from "@/domain/records/definition"
import { refuseStale } from "@/domain/records/merge-record"
import { recordChange } from "@/domain/records/record-history"
import { findRow, ofKey } from "@/domain/records/rows"
import type { RecordInput } from "@/domain/records/save-record"
import { keyParts, recordKeyOf, rowOf } from "@/domain/records/values"
import { readOverlaps } from "./overlaps"
import { priceListCard } from "./price-list-cards"

const uniqueViolation = "23505"
const foreignKeyViolation = "23503"

/**
 * Makes a row of a price list, or changes one. Where it was asked that earlier rows end, they end the day before.
 *
 * @returns the parts of its key
 * @throws Refusal with every reason beside its field, and with what is asked: `zero`, `overlap`; StaleRecord when somebody
 *   changed it first; NotFound; Forbidden
 */
export async function savePrice(actor: Actor, list: string, input: RecordInput): Promise<string[]> {
  authorise(actor, "master_data.edit")
  const definition = priceListCard(list)
  try {
    return await inCompany(actor.companyId, async tx => {
      const saved = await saveCard(tx, actor, definition, input)
      if (input.typed.overlap === "end") await endEarlier(tx, actor, definition, saved)
      return keyParts(definition, saved)
    })
  } catch (error) {
    // Somebody made the same one, or deleted what it is for, at this very moment.
    const code = postgresErrorCode(error)
    if (code === uniqueViolation) throw refuse("price.exists", {}, "prices.startingDate")
    if (code === foreignKeyViolation) throw refuse("price.gone", {})
    throw error
  }
}

async function endEarlier(tx: Tx, actor: Actor, definition: CardDefinition, saved: RecordValues): Promise<void> {
  for (const before of await readOverlaps(tx, actor.companyId, definition, saved)) {
    if (before.startingDate! >= saved.startingDate!) continue
    const after = { ...before, endingDate: addDays(saved.startingDate!, -1) }
    await tx
      .update(definition.table)
      .set(rowOf(definition, after))
      .where(ofKey(actor.companyId, definition, before))
    await recordChange(tx, actor, definition, before, after)
  }
}

/**
 * Takes a row from a price list. Documents keep the prices that they have.
 *
 * @param version that the page showed
 * @throws Stale when somebody changed it first; NotFound; Forbidden
 */
export async function deletePrice(
  actor: Actor,
  list: string,
  parts: readonly string[],
  version: number,
): Promise<void> {
  authorise(actor, "master_data.edit")
  const definition = priceListCard(list)
  const key = recordKeyOf(definition, parts)
  const { companyId } = actor
  await inCompany(companyId, async tx => {
    const row = key && (await findRow(tx, companyId, definition, key, true))
    if (!row) throw new NotFound(`${list} ${parts.join("/")}`)
    await refuseStale(tx, companyId, definition, row, version)
    await tx.delete(definition.table).where(ofKey(companyId, definition, row))
    await recordChange(tx, actor, definition, row, null)
  })
}
