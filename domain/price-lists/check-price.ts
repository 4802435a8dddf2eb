import type { Tx } from "@/db/tenancy"
import type { Issue } from "@/domain/errors"
import { readItemUnits } from "@/domain/items/read-item-units"
import { Decimal, toPlain } from "@/domain/money/decimal"
import type { CardDefinition, RecordChange, RecordValues } from "@/domain/records/definition"
import { readOverlaps } from "./overlaps"

/** Which field of a price list is the price itself, or the discount. */
const valueFieldOf = ({ fields, keys }: CardDefinition) =>
  fields.find(({ kind, name }) => kind === "number" && !keys.includes(name))!.name

/** Why a row of a price list cannot be, and what is asked before it can: a price of nothing, and one that overlaps another. */
export async function checkPrice(tx: Tx, definition: CardDefinition, change: RecordChange): Promise<Issue[]> {
  const { after } = change
  const issues = [...(await unitIssues(tx, change)), ...zeroIssues(definition, change)]
  const endsFirst = after.endingDate !== "" && after.endingDate! < after.startingDate!
  if (endsFirst) return [...issues, { field: "endingDate", code: "price.ends_before_it_begins" }]
  return [...issues, ...(await overlapIssues(tx, definition, change))]
}

async function unitIssues(tx: Tx, { companyId, before, after }: RecordChange): Promise<Issue[]> {
  const { itemNo = "", unitOfMeasureCode: unit = "" } = after
  if (before || unit === "") return []
  const units = (await readItemUnits(tx, companyId, [itemNo]))[itemNo] ?? []
  if (units.includes(unit)) return []
  return [{ field: "unitOfMeasureCode", code: "price.unit_not_of_item", params: { unit, no: itemNo } }]
}

/** Nothing is bought or sold by a price of nothing: whoever types one is asked whether that is meant. */
function zeroIssues(definition: CardDefinition, { after, typed }: RecordChange): Issue[] {
  const isZero = new Decimal(after[valueFieldOf(definition)]!).isZero()
  return isZero && typed.zero !== "on" ? [{ field: "zero", code: "price.zero" }] : []
}

/** A row whose days are not new has been asked about before. */
async function overlapIssues(tx: Tx, definition: CardDefinition, change: RecordChange): Promise<Issue[]> {
  const { before, after, typed } = change
  if (before && before.endingDate === after.endingDate) return []
  // A price of nothing is in nobody's way.
  const isNothing = (row: RecordValues) => new Decimal(row[valueFieldOf(definition)]!).isZero()
  if (isNothing(after)) return []
  const all = await readOverlaps(tx, change.companyId, definition, after)
  const overlaps = all.filter(row => !isNothing(row))
  const [first] = overlaps
  if (!first || typed.overlap === "keep") return []
  const canEnd = overlaps.every(({ startingDate }) => startingDate! < after.startingDate!)
  if (typed.overlap === "end" && canEnd) return []
  const told = { field: before ? "endingDate" : "startingDate", ...sentence(definition, first, after) }
  return [told, { field: "overlap", code: canEnd ? "price.overlap_ask" : "price.overlap_ask_keep" }]
}

/** Names the other one, and which of the two counts while both are in force. */
function sentence(definition: CardDefinition, other: RecordValues, own: RecordValues): Omit<Issue, "field"> {
  const field = valueFieldOf(definition)
  // Prices are compared for one unit, whatever number of units they are printed for.
  const ofOne = (row: RecordValues) => new Decimal(row[field]!).div(row.pricePer || "1")
  const isDiscount = field === "lineDiscountPercent"
  const wins = isDiscount ? ofOne(own).gt(ofOne(other)) : ofOne(own).lt(ofOne(other))
  const [from] = [own.startingDate!, other.startingDate!].sort().reverse()
  const [has, counting] = [toPlain(ofOne(other)), toPlain(ofOne(wins ? own : other))]
  return isDiscount
    ? { code: "price.overlaps_discount", params: { is: has, left: counting, from: from! } }
    : { code: "price.overlaps", params: { has, smaller: counting, from: from! } }
}
