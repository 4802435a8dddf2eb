import { and, eq, sql } from "drizzle-orm"
import { prepared, preparedSelect, value } from "@/db/prepared"
import { item } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { PostingDocument } from "./posting-document"

/** What posting reads of an item. */
export type PostingItem = Pick<
  typeof item.$inferSelect,
  "no" | "description" | "type" | "inventoryPostingGroup" | "blocked" | "purchasingBlocked"
>

/**
 * Locks the items that were read without a lock, by number. From here to the commit they stay as they are, and everybody
 * else who posts them waits: take it late. Whether they are as they were read is for the statement that writes to compare.
 */
export async function lockItems(
  tx: Tx,
  companyId: number,
  read: { items: ReadonlyMap<string, PostingItem> },
): Promise<void> {
  await lock(tx, { companyId, nos: [...read.items.keys()] })
}

/** Numbers of the items on lines, each once, in order. */
export function itemNos(lines: PostingDocument["lines"]): string[] {
  return [...new Set(lines.flatMap(line => (line.type === "item" && line.no !== null ? [line.no] : [])))].sort()
}

/** Items by their numbers, without a lock. */
export const readPostingItems = preparedSelect("posting_items", query =>
  query
    .select({
      no: item.no,
      description: item.description,
      type: item.type,
      inventoryPostingGroup: item.inventoryPostingGroup,
      blocked: item.blocked,
      purchasingBlocked: item.purchasingBlocked,
    })
    .from(item)
    .where(and(eq(item.companyId, value("companyId")), sql`${item.no} = any(${value("nos")}::text[])`))
    .orderBy(item.no),
)

const lock = prepared(
  "posting_items_locked",
  () => sql`
    select count(*) from (
      select from ${item} where ${eq(item.companyId, value("companyId"))} and ${item.no} = any(${value("nos")}::text[])
      order by ${item.no} for no key update
    ) as locked`,
)
