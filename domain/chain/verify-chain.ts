import type { ChainFinding } from "@/db/schema"
import type { RowsAsked } from "./chained-tables"
import type { ChainedContent } from "./contents"
import { beginning, type ChainedKind, linkHash, personalHash } from "./hashes"
import { batch, type ChainLink, readContents, readFormats, readLinks, readUnlinked } from "./read-links"
import { sealFindings } from "./verify-seals"

/** Milliseconds by which what is linked may have happened before what was linked earlier: no transaction takes so long. */
const longest = 86_400_000

export const chainRules = {
  links: "links follow one another",
  rows: "what was linked is as it was",
  there: "what was linked is there",
  names: "names are those that were linked, or a pseudonym",
  numbers: "transactions and versions of the setup are linked in their order",
  moments: "what is linked has happened since what was linked before",
  all: "everything is linked",
  formats: "the columns that were linked are there",
} as const

const tableOf = { event: "event", transaction: "ledger_transaction", setup: "setup_in_force" } as const
const wordOf = { event: "event", transaction: "transaction", setup: "setup version" } as const

export type VerifiedChain = { links: number; wrong: ChainFinding[] }

/**
 * Checks a company's chain against its rows: works every link out anew, in batches, and looks for what is in none. By SQL and hashes
 * alone; it shares with what links only how a row is put into text.
 *
 * @param ask in one snapshot, as a role that row-level security holds to the company
 * @param publicKey of the key that signs now, where it is known here
 * @returns the first row that breaks each rule
 */
export async function verifyChain(ask: RowsAsked, companyId: number, publicKey?: string): Promise<VerifiedChain> {
  const { formats, gone } = await readFormats(ask)
  const pseudonyms = new Set((await ask("select pseudonym from erased_person")).map(({ pseudonym }) => pseudonym!))
  const walk = new Walk(beginning(companyId), pseudonyms)
  for (let isLast = false; !isLast; ) {
    const links = await readLinks(ask, walk.position)
    const contents = await readContents(ask, links, formats)
    for (const link of links) walk.check(link, contents.get(`${link.kind} ${link.no}`))
    isLast = links.length < batch
  }
  for (const each of await readUnlinked(ask, walk.earliest)) walk.note("all", each, "link", { expected: "one" })
  const wrong = [...walk.wrong.values()]
  if (gone) {
    const { no, table, column } = gone
    const said = { about: column, expected: "a column", found: null }
    wrong.push({ rule: chainRules.formats, table, key: `format ${no}`, ...said })
  }
  wrong.push(...(await sealFindings(ask, companyId, { links: walk.position, publicKey })))
  return { links: walk.position, wrong }
}

type Said = { expected?: string; found?: string }

/** From the first link to the last. */
class Walk {
  /** The first of each rule. */
  readonly wrong = new Map<string, ChainFinding>()
  position = 0
  #latest = Number.NEGATIVE_INFINITY
  #numbers = { transaction: 0, setup: -1 }

  constructor(
    private before: Buffer,
    private readonly pseudonyms: ReadonlySet<string>,
  ) {}

  /** When what is linked next may have happened, in milliseconds. */
  get earliest(): number {
    return this.#latest - longest
  }

  check(link: ChainLink, content: ChainedContent | undefined): void {
    const { position, kind } = link
    if (position !== this.position + 1)
      this.note("links", link, "position in the chain", { expected: `${this.position + 1}`, found: `${position}` })
    this.position = position
    if (content) this.#checkRow(link, content)
    else this.note("there", link, `row of link ${position}`, { expected: "there" })
    if (kind !== "event") this.#checkNumber(link, kind)
    this.before = link.hash
  }

  note(rule: keyof typeof chainRules, { kind, no }: Pick<ChainLink, "kind" | "no">, about: string, said: Said): void {
    const name = chainRules[rule]
    if (this.wrong.has(name)) return
    const { expected = null, found = null } = said
    this.wrong.set(name, { rule: name, table: tableOf[kind], key: `${wordOf[kind]} ${no}`, about, expected, found })
  }

  #checkRow(link: ChainLink, content: ChainedContent): void {
    const worked = linkHash(this.before, link, content.hash)
    if (!worked.equals(link.hash))
      this.note("rows", link, `hash of link ${link.position}`, { expected: short(link.hash), found: short(worked) })
    if (!isNamed(link, content, this.pseudonyms))
      this.note("names", link, "names", { expected: "those linked", found: content.names.join(", ") })
    if (content.at === undefined) return
    if (content.at < this.earliest) {
      const [expected, found] = [this.earliest, content.at].map(at => new Date(at).toISOString())
      this.note("moments", link, "moment", { expected: `after ${expected}`, found })
    }
    this.#latest = Math.max(this.#latest, content.at)
  }

  #checkNumber(link: ChainLink, kind: Exclude<ChainedKind, "event">): void {
    const before = this.#numbers[kind]
    const isNext = kind === "transaction" ? link.no === before + 1 : link.no > before
    if (!isNext) this.note("numbers", link, "number", { expected: `after ${before}`, found: String(link.no) })
    this.#numbers[kind] = link.no
  }
}

const short = (hash: Buffer) => hash.toString("hex").slice(0, 16)

/** Whether the names in the rows are those that were linked; without the salt, whether a person of theirs was erased. */
function isNamed({ personal, salt }: ChainLink, content: ChainedContent, pseudonyms: ReadonlySet<string>): boolean {
  if (personal === null) return content.personal === null
  if (content.personal === null) return false
  if (salt === null) return content.names.some(name => pseudonyms.has(name))
  return personalHash(salt, content.personal).equals(personal)
}
