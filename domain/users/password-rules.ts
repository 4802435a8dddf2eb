import { eq } from "drizzle-orm"
import { database } from "@/db/client"
import { company, companyUser, users } from "@/db/schema"
import { refuse } from "@/domain/errors"

/** Letters of an own word: shorter ones stand in other words by chance. */
const shortestWord = 4

/** Letters and digits that a password has to have besides own words. */
const leastBesides = 6

/** Different signs that a password has at least. */
const leastDifferent = 5

let commonest: Promise<Set<string>> | undefined

/**
 * Refuses a new password that guessers try first: one of the commonest (zxcvbn's list, which begins with the 10,000 commonest),
 * also with digits around it, said twice, or with 0 for o; a run such as 123456789012; and one made of what everybody
 * knows of its user, the names of user and company (NIST SP 800-63B, 5.1.1.2).
 *
 * @param ownWords texts whose words are own; see ownWordsOf
 * @param field of the form
 * @throws Refusal
 */
export async function requireStrong(password: string, ownWords: readonly string[], field: string): Promise<void> {
  const folded = password.normalize("NFKC").toLowerCase()
  if (isMonotonous(folded) || (await isCommon(folded))) throw refuse("user.password_common", undefined, field)
  const word = ownWordIn(folded, ownWords)
  if (word !== undefined) throw refuse("user.password_own_words", { word }, field)
}

/** What everybody knows of a user: name, address, and the names of the companies. */
export async function ownWordsOf(userId: number): Promise<string[]> {
  const [user] = await database()
    .select({ name: users.name, email: users.email })
    .from(users)
    .where(eq(users.id, userId))
  const companies = await database()
    .select({ name: company.name })
    .from(companyUser)
    .innerJoin(company, eq(company.id, companyUser.companyId))
    .where(eq(companyUser.userId, userId))
  return [user?.name ?? "", user?.email ?? "", ...companies.map(({ name }) => name)]
}

async function isCommon(folded: string): Promise<boolean> {
  // Loaded when somebody first chooses a password: no page needs it.
  commonest ??= import("@zxcvbn-ts/language-common").then(({ dictionary }) => new Set(dictionary["passwords-common"]))
  const common = await commonest
  const core = folded.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "")
  const once = folded.replace(/^(.+?)\1+$/su, "$1")
  return [folded, core, once, unleeted(folded), unleeted(core)].some(each => common.has(each))
}

/** The letters that digits and signs stand for. */
function unleeted(word: string): string {
  const letters: Record<string, string> = { 0: "o", 1: "i", 3: "e", 4: "a", 5: "s", 7: "t", "@": "a", $: "s", "!": "i" }
  return word.replace(/[013457@$!]/g, sign => letters[sign]!)
}

/** Of few signs, or one long run up or down. */
function isMonotonous(folded: string): boolean {
  const signs = [...folded]
  if (new Set(signs).size < leastDifferent) return true
  const steps = signs.slice(1).map((sign, at) => (sign.codePointAt(0)! - signs[at]!.codePointAt(0)! + 10) % 10)
  return [1, 9].some(step => steps.every(each => each === step))
}

/** @returns the own word, where little is left besides */
function ownWordIn(folded: string, ownWords: readonly string[]): string | undefined {
  const words = ["inkoop", ...ownWords]
    .flatMap(text =>
      text
        .normalize("NFKC")
        .toLowerCase()
        .split(/[^\p{L}\p{N}]+/u),
    )
    .filter(word => word.length >= shortestWord)
    .sort((a, b) => b.length - a.length)
  const found = words.filter(word => folded.includes(word))
  const rest = found.reduce((left, word) => left.replaceAll(word, " "), folded)
  return rest.replace(/[^\p{L}\p{N}]/gu, "").length < leastBesides ? found[0] : undefined
}
