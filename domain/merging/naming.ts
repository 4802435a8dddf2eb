import { getTableName, type SQL, sql } from "drizzle-orm"
import type { PgColumn } from "drizzle-orm/pg-core"
import {
  cardMerge,
  openingStockLine,
  openingVendorLine,
  paymentOrder,
  vendorBankAccount,
  vendorRegistration,
} from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { type MergedNoun, type MovedThing, movingColumns, stayingColumns } from "./named"

/** What names a card, so that its number is for good. */
export type NamingThing =
  | Exclude<MovedThing, "units">
  | "accounts"
  | "registrations"
  | "openings"
  | "payments"
  | "merged"
  | "books"

const ofTable: Record<string, NamingThing> = {
  [getTableName(vendorBankAccount)]: "accounts",
  [getTableName(vendorRegistration)]: "registrations",
  [getTableName(openingVendorLine)]: "openings",
  [getTableName(openingStockLine)]: "openings",
  [getTableName(paymentOrder)]: "payments",
}

/** Of a place that a merge leaves as it is. */
function stayingThing({ name, table }: PgColumn): NamingThing {
  return name === "merged_into" ? "merged" : (ofTable[getTableName(table)] ?? "books")
}

/** What names a card: everything that a merge would look at, whatever its state. An item's own units are part of its card. */
export async function readNaming(tx: Tx, companyId: number, noun: MergedNoun, no: string): Promise<NamingThing[]> {
  const places: { thing: NamingThing; column: PgColumn }[] = [
    ...movingColumns[noun].flatMap(({ column, thing }) => (thing === "units" ? [] : [{ thing, column }])),
    ...stayingColumns[noun].map(column => ({ thing: stayingThing(column), column })),
  ]
  const asked: SQL[] = places.map(
    ({ thing, column }) => sql`select ${thing}::text as thing where exists (select from ${column.table} t
      where t.company_id = ${companyId} and t.${sql.identifier(column.name)} = ${no} ${isItemsLine(column)})`,
  )
  const merges = sql`select 'merged' as thing where exists (select from ${cardMerge} m where m.company_id = ${companyId}
    and m.noun = ${noun} and (m.from_no = ${no} or m.into_no = ${no}))`
  const rows = await tx.execute<{ thing: NamingThing }>(sql`${sql.join([...asked, merges], sql` union `)} order by 1`)
  return rows.map(({ thing }) => thing)
}

/** A line's number is an account's, or a charge's, where its type says so. */
const isItemsLine = ({ name }: PgColumn) => (name === "no" ? sql`and t.type = 'item'` : sql``)
