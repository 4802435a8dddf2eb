import { and, eq, type SQL, sql } from "drizzle-orm"
import { item } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { groupedBy } from "@/domain/lists/grouped-by"
import { cutText } from "@/domain/text/cut-text"

const found = {
  no: item.no,
  description: item.description,
  vendorItemNo: item.vendorItemNo,
  gtin: item.gtin,
  baseUnitOfMeasure: item.baseUnitOfMeasure,
  blocked: item.blocked,
  salesBlocked: item.salesBlocked,
  purchasingBlocked: item.purchasingBlocked,
}

export type FoundItem = Pick<typeof item.$inferSelect, keyof typeof found>

/** Characters of a text that are looked for. */
const LONGEST_WANTED = 100

/** More items than one form can name, should they share a description. */
const NAMED_AT_MOST = 5_000

/**
 * Items by number, name, GTIN or what any vendor calls them, typing errors forgiven, the best match first.
 *
 * @param atMost how many to return
 * @throws Forbidden without the right to see master data
 */
export async function findItems(actor: Actor, text: string, atMost = 20): Promise<FoundItem[]> {
  return (await findItemsOfEach(actor, [text], atMost)).get(text) ?? []
}

/**
 * As findItems, for several texts in one statement. A search takes some 20 ms of the database: the caller bounds how many.
 *
 * @param atMost how many to return for each
 * @returns by text as it was given; texts that found nothing are not among them
 * @throws Forbidden without the right to see master data
 */
export async function findItemsOfEach(
  actor: Actor,
  texts: readonly string[],
  atMost = 20,
): Promise<Map<string, FoundItem[]>> {
  authorise(actor, "master_data.see")
  const asked = texts.filter(text => text.trim() !== "")
  if (asked.length === 0) return new Map()
  const wanted = asked.map(text => cutText(text.trim(), LONGEST_WANTED))
  const rows = await inCompany(actor.companyId, tx =>
    tx
      .select({ ...found, place: sql<number>`wanted.place::int` })
      .from(sql`unnest(${sql.param(wanted)}::text[]) with ordinality as wanted (words, place)
        cross join lateral search_items(wanted.words, ${atMost}) as found`)
      .innerJoin(item, sql`found.no = ${item.no}`)
      .where(eq(item.companyId, actor.companyId))
      .orderBy(sql`wanted.place, found.rank, ${item.description} collate "und-x-icu"`, item.no),
  )
  return groupedBy(rows.map(({ place, ...each }) => [asked[place - 1]!, each] as const))
}

/**
 * The item that each text names: its number, else its GTIN, else its vendor item number, else its whole name, in whatever case. One statement,
 * however many texts.
 *
 * @returns by text as it was given; texts that name none, or several, are not among them: then people choose
 * @throws Forbidden without the right to see master data
 */
export async function findNamedItems(actor: Actor, texts: readonly string[]): Promise<Map<string, FoundItem>> {
  authorise(actor, "master_data.see")
  const wanted = [...new Set(texts.map(text => text.trim()))].filter(text => text !== "")
  if (wanted.length === 0) return new Map()
  const rows = await inCompany(actor.companyId, tx =>
    tx
      .selectDistinct(found)
      .from(namedBy(wanted, actor.companyId))
      .innerJoin(item, and(eq(item.companyId, actor.companyId), sql`${item.no} = named.no`))
      .orderBy(item.no)
      .limit(NAMED_AT_MOST),
  )
  const named = naming.map(field => ({ field, by: groupedBy(rows.map(row => [plain(row[field]), row] as const)) }))
  return new Map(
    texts.flatMap(text => {
      const first = plain(text) === "" ? undefined : named.find(({ by }) => by.has(plain(text)))
      const meant = first?.by.get(plain(text)) ?? []
      const one = meant.length === 1 ? meant[0] : meant.find(each => each[first!.field] === text.trim())
      return one ? [[text, one]] : []
    }),
  )
}

/** Items of one name that are looked at: two are too many to say which is meant. */
const OF_ONE_NAME = 20

/**
 * Each by an index that works behind row-level security: numbers as typed, in small letters and in capitals; names between the
 * text in small letters and what sorts behind all ways to write it (a tabulator); a GTIN by the search, which sees its own.
 */
function namedBy(wanted: readonly string[], companyId: number): SQL {
  const columns = [
    wanted,
    wanted.map(text => text.toLowerCase()),
    wanted.map(text => text.toUpperCase()),
    wanted.map(text => (/^\d{8,14}$/u.test(text) ? text : "")),
  ]
  const own = sql`i.company_id = ${companyId}`
  const written = sql`(array[wanted.typed, wanted.small, wanted.capital])`
  return sql`unnest(${sql.join(
    columns.map(texts => sql`${sql.param(texts)}::text[]`),
    sql`, `,
  )})
      as wanted (typed, small, capital, gtin)
    cross join lateral (
      (select i.no from ${item} i where ${own} and i.no = any${written})
      union all
      (select i.no from ${item} i where ${own} and i.vendor_item_no = any${written} limit ${OF_ONE_NAME})
      union all
      (select i.no from ${item} i where ${own} and i.description collate "und-x-icu" >= wanted.small
        and i.description collate "und-x-icu" < wanted.small || chr(9) and lower(i.description) = wanted.small limit ${OF_ONE_NAME})
      union all
      (select f.no from search_items(wanted.gtin, ${OF_ONE_NAME}) as f where f.rank < 1)) as named`
}

/** What names an item, the strongest first. */
const naming = ["no", "gtin", "vendorItemNo", "description"] as const

const plain = (text: string) => text.trim().toLowerCase()
