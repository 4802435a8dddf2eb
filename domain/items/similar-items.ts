/** Items that may be the one that is about to be saved. One GTIN, or one vendor's number, belongs to one item, and is refused where it is typed. */
import { and, eq, inArray, isNull, ne, sql } from "drizzle-orm"
import { item } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { RecordChange, RecordValues, Similarity } from "@/domain/records/definition"
import { isSimilarDescription, plainWords } from "@/domain/records/similar-names"

const comparedAtMost = 50

/** Of a like description, sizes and counts in it being the same. */
export const similarItems: Similarity = {
  likenesses: [
    {
      by: "description",
      fields: ["description"],
      isLike: (mine, other) => isSimilarDescription(mine.description!, other.description!),
    },
  ],
  candidates,
  shown: ({ no, description, vendorItemNo, gtin }) => ({
    no: no!,
    name: description!,
    place: vendorItemNo!,
    more: gtin!,
  }),
}

async function candidates(tx: Tx, { companyId, after }: RecordChange): Promise<RecordValues[]> {
  const nos = await findByDescription(tx, plainWords(after.description!))
  if (nos.length === 0) return []
  return tx
    .select({ no: item.no, description: item.description, vendorItemNo: item.vendorItemNo, gtin: item.gtin })
    .from(item)
    .where(
      and(eq(item.companyId, companyId), ne(item.no, after.no ?? ""), isNull(item.mergedInto), inArray(item.no, nos)),
    )
    .orderBy(item.no)
}

/** By all words, and without the longest: a search forgives little in that one, and nothing where another item has it. */
async function findByDescription(tx: Tx, words: readonly string[]): Promise<string[]> {
  const longest = words.reduce((one, other) => (other.length > one.length ? other : one), "")
  const wanted = [words, words.filter(word => word !== longest)].map(some => some.join(" "))
  const nos = new Set<string>()
  for (const each of wanted.filter(({ length }) => length >= 3)) {
    const found = sql`select no from search_items(${each}, ${comparedAtMost}) order by rank`
    for (const { no } of await tx.execute<{ no: string }>(found)) nos.add(no)
  }
  return [...nos]
}
