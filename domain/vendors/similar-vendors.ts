/** Vendors that may be the one that is about to be saved, shown before it is. */
import { and, eq, inArray, isNull, ne, or, sql } from "drizzle-orm"
import { vendor } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Issue } from "@/domain/errors"
import type { RecordChange, RecordValues } from "@/domain/records/definition"
import { coreOf, isSimilarName, shareWord } from "./similar-names"

/** By what another vendor may be the same, the surest first. */
const likenesses = ["vat", "kvk", "mail", "name"] as const
type Likeness = (typeof likenesses)[number]

/** Of which fields each is a likeness. */
const fieldsOf: Record<Likeness, readonly string[]> = {
  vat: ["vatRegistrationNo"],
  kvk: ["registrationNumber"],
  mail: ["email", "name"],
  name: ["name", "city"],
}

/** Where those stand that were shown, and the numbers of those that the reader saved in spite of. */
const similarField = "similar"
const seenField = "similarSeen"

const shownAtMost = 8
const comparedAtMost = 50

/** Providers of mailboxes for everybody: to share one says nothing. */
const commonDomains = new Set(
  "gmail.com googlemail.com outlook.com hotmail.com hotmail.nl live.nl live.com msn.com yahoo.com icloud.com me.com ziggo.nl kpnmail.nl planet.nl home.nl xs4all.nl telenet.be skynet.be proximus.be gmx.de gmx.net web.de t-online.de".split(
    " ",
  ),
)

/**
 * Other vendors of the company that this one may be, unless the form says that they were seen: of the same VAT registration
 * number or Chamber of Commerce number, of the same mail domain with a like name, of a like name in the same place. Only what
 * the change makes so is asked.
 */
export async function similarIssues(tx: Tx, change: RecordChange): Promise<Issue[]> {
  const { before, after, typed } = change
  const asked = likenesses.filter(likeness => fieldsOf[likeness].some(name => before?.[name] !== after[name]))
  if (asked.length === 0) return []
  const found = (await candidates(tx, change)).flatMap(other => {
    const by = asked.find(likeness => isLike[likeness](after, other))
    // Why it shares its VAT registration number was asked, and said.
    return by && !(by === "vat" && typed.sharedVatReason) ? [{ ...other, by }] : []
  })
  const seen = new Set((typed[seenField] ?? "").split(","))
  found.sort((one, other) => likenesses.indexOf(one.by) - likenesses.indexOf(other.by))
  const shown = found.slice(0, shownAtMost)
  return (shown.every(({ no }) => seen.has(no)) ? [] : shown).map(({ no, name, city, vatRegistrationNo, by }) => ({
    field: similarField,
    code: "vendor_similar",
    params: { no, name, city, vat: vatRegistrationNo, by },
  }))
}

const compared = {
  no: vendor.no,
  name: vendor.name,
  city: vendor.city,
  vatRegistrationNo: vendor.vatRegistrationNo,
  registrationNumber: vendor.registrationNumber,
  email: vendor.email,
}

type Compared = { [Name in keyof typeof compared]: string }

const isLike: Record<Likeness, (mine: RecordValues, other: Compared) => boolean> = {
  vat: (mine, other) => mine.vatRegistrationNo !== "" && mine.vatRegistrationNo === other.vatRegistrationNo,
  kvk: (mine, other) => mine.registrationNumber !== "" && mine.registrationNumber === other.registrationNumber,
  mail: (mine, other) => {
    const domain = domainOf(mine.email!)
    if (domain === "" || commonDomains.has(domain) || domain !== domainOf(other.email)) return false
    return isSimilarName(mine.name!, other.name) || shareWord(mine.name!, other.name)
  },
  name: (mine, other) => {
    const [here, there] = [mine.city!.trim().toLowerCase(), other.city.trim().toLowerCase()]
    return isSimilarName(mine.name!, other.name) && (here === "" || there === "" || here === there)
  },
}

const domainOf = (email: string) => email.split("@")[1]?.toLowerCase() ?? ""

/** Those that a search by the name finds, and those of the same numbers. */
async function candidates(tx: Tx, { companyId, after }: RecordChange): Promise<Compared[]> {
  const byName = await findByName(tx, after)
  const numbers = [
    after.vatRegistrationNo ? eq(vendor.vatRegistrationNo, after.vatRegistrationNo) : undefined,
    after.registrationNumber ? eq(vendor.registrationNumber, after.registrationNumber) : undefined,
    byName.length > 0 ? inArray(vendor.no, byName) : undefined,
  ].filter(each => each !== undefined)
  if (numbers.length === 0) return []
  return tx
    .select(compared)
    .from(vendor)
    .where(
      and(eq(vendor.companyId, companyId), ne(vendor.no, after.no ?? ""), isNull(vendor.mergedInto), or(...numbers)),
    )
    .orderBy(vendor.no)
    .limit(2 * comparedAtMost + shownAtMost)
}

/** By the whole name, and by its first long word where the mail domain may tell the rest. */
async function findByName(tx: Tx, { name, email }: RecordValues): Promise<string[]> {
  const core = coreOf(name!)
  const word = email === "" ? undefined : core.split(" ").find(({ length }) => length >= 4)
  // A shorter one begins half of all names.
  const wanted = [...new Set([core, word ?? core])].filter(({ length }) => length >= 3)
  const nos = new Set<string>()
  for (const each of wanted) {
    const found = sql`select no from search_vendors(${each}, ${comparedAtMost}) order by rank`
    for (const { no } of await tx.execute<{ no: string }>(found)) nos.add(no)
  }
  return [...nos]
}
