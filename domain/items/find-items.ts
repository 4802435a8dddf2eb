import { and, eq, sql } from "drizzle-orm"
import { item } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"

export type FoundItem = Pick<
  typeof item.$inferSelect,
  "no" | "description" | "vendorItemNo" | "baseUnitOfMeasure" | "blocked" | "purchasingBlocked"
>

/**
 * Items by number, name or vendor item number, typing errors forgiven, the best match first.
 *
 * @param atMost how many to return
 * @throws Forbidden without the right to see master data
 */
export async function findItems(actor: Actor, text: string, atMost = 20): Promise<FoundItem[]> {
  authorise(actor, "master_data.see")
  const wanted = text.trim().slice(0, 100)
  if (wanted === "") return []
  return inCompany(actor.companyId, tx =>
    tx
      .select({
        no: item.no,
        description: item.description,
        vendorItemNo: item.vendorItemNo,
        baseUnitOfMeasure: item.baseUnitOfMeasure,
        blocked: item.blocked,
        purchasingBlocked: item.purchasingBlocked,
      })
      .from(item)
      .innerJoin(sql`search_items(${wanted}, ${atMost}) as found`, sql`found.no = ${item.no}`)
      .where(and(eq(item.companyId, actor.companyId)))
      .orderBy(sql`found.rank`, sql`${item.description} collate "und-x-icu"`, item.no),
  )
}

/**
 * The one item that a text names: its number, else its vendor item number, else its whole name, without case. Undefined
 * where there is none or more than one: then people choose.
 */
export function namedItem(text: string, found: readonly FoundItem[]): FoundItem | undefined {
  const wanted = text.trim().toLowerCase()
  for (const field of ["no", "vendorItemNo", "description"] as const) {
    const named = found.filter(each => each[field].toLowerCase() === wanted)
    if (named.length > 0) return named.length === 1 ? named[0] : named.find(each => each[field] === text.trim())
  }
  return undefined
}
