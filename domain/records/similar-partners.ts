/** Vendors and customers are firms, and alike by the same: their numbers, their mail domain, their name where they are. */
import { and, eq, inArray, isNull, ne, or, sql } from "drizzle-orm"
import type { customer, vendor } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Likeness, RecordChange, RecordValues, Similarity } from "./definition"
import { coreOf, isSimilarName, shareWord } from "./similar-names"

const comparedAtMost = 50

/** Providers of mailboxes for everybody: to share one says nothing. */
const commonDomains = new Set(
  "gmail.com googlemail.com outlook.com hotmail.com hotmail.nl live.nl live.com msn.com yahoo.com icloud.com me.com ziggo.nl kpnmail.nl planet.nl home.nl xs4all.nl telenet.be skynet.be proximus.be gmx.de gmx.net web.de t-online.de".split(
    " ",
  ),
)

const domainOf = (email: string) => email.split("@")[1]?.toLowerCase() ?? ""

const sameNumber = (name: string) => (mine: RecordValues, other: RecordValues) =>
  mine[name] !== "" && mine[name] === other[name]

const likenesses: readonly Likeness[] = [
  { by: "vat", fields: ["vatRegistrationNo"], isLike: sameNumber("vatRegistrationNo") },
  { by: "kvk", fields: ["registrationNumber"], isLike: sameNumber("registrationNumber") },
  {
    by: "mail",
    fields: ["email", "name"],
    isLike: (mine, other) => {
      const domain = domainOf(mine.email!)
      if (domain === "" || commonDomains.has(domain) || domain !== domainOf(other.email!)) return false
      return isSimilarName(mine.name!, other.name!) || shareWord(mine.name!, other.name!)
    },
  },
  {
    by: "name",
    fields: ["name", "city"],
    isLike: (mine, other) => {
      const [here, there] = [mine.city!.trim().toLowerCase(), other.city!.trim().toLowerCase()]
      return isSimilarName(mine.name!, other.name!) && (here === "" || there === "" || here === there)
    },
  },
]

/**
 * Firms of a table that may be the same: of one VAT registration number or Chamber of Commerce number, of one mail domain with a like name,
 * of a like name in one place.
 *
 * @param search the database's function that finds them by a text
 */
export function similarPartners(
  table: typeof vendor | typeof customer,
  search: "search_vendors" | "search_customers",
  isSaid?: Similarity["isSaid"],
): Similarity {
  return {
    likenesses,
    isSaid,
    candidates: (tx, change) => candidates(tx, table, search, change),
    shown: ({ no, name, city, vatRegistrationNo }) => ({
      no: no!,
      name: name!,
      place: city!,
      more: vatRegistrationNo!,
    }),
  }
}

/** Those that a search by the name finds, and those of the same numbers. */
async function candidates(
  tx: Tx,
  table: typeof vendor | typeof customer,
  search: string,
  { companyId, after }: RecordChange,
): Promise<RecordValues[]> {
  const byName = await findByName(tx, search, after)
  const alike = [
    after.vatRegistrationNo ? eq(table.vatRegistrationNo, after.vatRegistrationNo) : undefined,
    after.registrationNumber ? eq(table.registrationNumber, after.registrationNumber) : undefined,
    byName.length > 0 ? inArray(table.no, byName) : undefined,
  ].filter(each => each !== undefined)
  if (alike.length === 0) return []
  const { no, name, city, vatRegistrationNo, registrationNumber, email } = table
  return tx
    .select({ no, name, city, vatRegistrationNo, registrationNumber, email })
    .from(table as typeof vendor)
    .where(and(eq(table.companyId, companyId), ne(table.no, after.no ?? ""), isNull(table.mergedInto), or(...alike)))
    .orderBy(table.no)
    .limit(2 * comparedAtMost + 8)
}

/** By the whole name, and by its first long word where the mail domain may tell the rest. */
async function findByName(tx: Tx, search: string, { name, email }: RecordValues): Promise<string[]> {
  const core = coreOf(name!)
  const word = email === "" ? undefined : core.split(" ").find(({ length }) => length >= 4)
  // A shorter one begins half of all names.
  const wanted = [...new Set([core, word ?? core])].filter(({ length }) => length >= 3)
  const nos = new Set<string>()
  for (const each of wanted) {
    const found = sql`select no from ${sql.raw(search)}(${each}, ${comparedAtMost}) order by rank`
    for (const { no } of await tx.execute<{ no: string }>(found)) nos.add(no)
  }
  return [...nos]
}
