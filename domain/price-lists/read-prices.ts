import { and, eq, gt, gte, isNull, lt, lte, or, type SQL } from "drizzle-orm"
import { company, purchasePrice } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { type IsoDate, today } from "@/domain/dates/date"
import { type CardRead, readCard, readNewCard } from "@/domain/records/cards"
import type { CardDefinition, RecordValues } from "@/domain/records/definition"
import { listRows, type RecordPage } from "@/domain/records/list-rows"
import { readCardNames } from "@/domain/records/references"
import { ofKey } from "@/domain/records/rows"
import { columnOf } from "@/domain/records/values"
import { partnerOf, priceListCard } from "./price-list-cards"
import type { PriceState } from "./price-states"

const PRICES_PER_PAGE = 50

export type PriceQuery = {
  /** Of the vendor or customer. */
  partner?: string
  item?: string
  state?: PriceState
  /** From an earlier answer. */
  cursor?: string
}

export type PricePage = RecordPage & {
  definition: CardDefinition
  /** What vendors, customers and items of the page are called, by field and number. */
  names: Readonly<Record<string, ReadonlyMap<string, string>>>
  today: IsoDate
}

/**
 * A page of a price list, by vendor or customer, item, currency, unit, minimum quantity and starting date.
 *
 * @param length rows of a page
 * @throws NotFound for what is no price list; Forbidden
 */
export async function listPrices(
  actor: Actor,
  list: string,
  query: PriceQuery,
  length = PRICES_PER_PAGE,
): Promise<PricePage> {
  authorise(actor, "master_data.see")
  const definition = priceListCard(list)
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const day = await todayOf(tx, companyId)
    const column = (name: string) => columnOf(definition, name)
    const matching = and(
      query.partner ? eq(column(partnerOf(definition)), query.partner) : undefined,
      query.item ? eq(column("itemNo"), query.item) : undefined,
      query.state && inState(column, query.state, day),
    )
    const page = await listRows(tx, companyId, definition, { matching, cursor: query.cursor, length })
    return { definition, names: await namesOn(tx, companyId, definition, page), today: day, ...page }
  })
}

function inState(column: (name: string) => ReturnType<typeof columnOf>, state: PriceState, day: IsoDate): SQL {
  const [from, to] = [column("startingDate"), column("endingDate")]
  if (state === "coming") return gt(from, day)
  if (state === "ended") return lt(to, day)
  return and(lte(from, day), or(isNull(to), gte(to, day)))!
}

/** Where a row stands on a day. */
export function priceStateOf({ startingDate, endingDate }: RecordValues, day: IsoDate): PriceState {
  if (startingDate! > day) return "coming"
  return endingDate && endingDate < day ? "ended" : "current"
}

async function namesOn(tx: Tx, companyId: number, { fields }: CardDefinition, { rows }: RecordPage) {
  const names: Record<string, ReadonlyMap<string, string>> = {}
  for (const field of fields) {
    if (field.kind !== "card") continue
    const nos = rows.map(({ values }) => values[field.name]!)
    names[field.name] = await readCardNames(tx, companyId, field.to, nos)
  }
  return names
}

async function todayOf(tx: Tx, companyId: number): Promise<IsoDate> {
  const [own] = await tx.select({ timeZone: company.timeZone }).from(company).where(eq(company.id, companyId))
  return today(own!.timeZone)
}

/** @param imported the import that made it so, and its row there; null: somebody typed it */
export type PriceRead = CardRead & { imported: { no: string; row: number } | null }

/** A row of a price list with what its form offers. @throws NotFound, of another company's too; Forbidden */
export async function readPrice(actor: Actor, list: string, key: readonly string[]): Promise<PriceRead> {
  authorise(actor, "master_data.see")
  const definition = priceListCard(list)
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const read = await readCard(tx, companyId, definition, key)
    return { ...read, imported: await importOf(tx, companyId, definition, read.values) }
  })
}

async function importOf(tx: Tx, companyId: number, definition: CardDefinition, values: RecordValues) {
  if (definition.table !== purchasePrice) return null
  const [row] = await tx
    .select({ no: purchasePrice.importNo, row: purchasePrice.importRowNo })
    .from(purchasePrice)
    .where(ofKey(companyId, definition, values))
  return row?.no && row.row ? { no: row.no, row: row.row } : null
}

/** What the form for a new row offers and starts with. @param given fields that are filled in. @throws NotFound; Forbidden */
export async function readNewPrice(actor: Actor, list: string, given: RecordValues): Promise<CardRead> {
  authorise(actor, "master_data.edit")
  const definition = priceListCard(list)
  return inCompany(actor.companyId, tx => readNewCard(tx, actor, definition, given))
}
