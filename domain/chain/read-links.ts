import { chainedTables, columnsNow, type Format, listOf, type RowsAsked } from "./chained-tables"
import { type ChainedContent, contentOfEvent, contentsOfSetup, contentsOfTransactions, eventsQuery } from "./contents"
import type { ChainedKind } from "./hashes"

/** Links checked at once. */
export const batch = 2_000

export type ChainLink = {
  position: number
  kind: ChainedKind
  no: number
  format: number
  hash: Buffer
  personal: Buffer | null
  salt: Buffer | null
}

/** The formats by their number, and the first column that one names and the schema has not. */
export async function readFormats(ask: RowsAsked) {
  const now = await columnsNow(ask)
  const formats = new Map<number, Format>()
  let gone: { no: number; table: string; column: string } | undefined
  for (const { no, columns } of await ask(
    "select no::text, columns::text from chain_format order by chain_format.no",
  )) {
    const format = { no: Number(no), columns: JSON.parse(columns!) as Format["columns"] }
    formats.set(format.no, format)
    for (const table of chainedTables) {
      const there = new Map(now[table] ?? [])
      const missing = format.columns[table]?.find(([name]) => !there.has(name))
      if (missing) gone ??= { no: format.no, table, column: missing[0] }
    }
  }
  return { formats, gone }
}

/** The next links of the chain. */
export async function readLinks(ask: RowsAsked, after: number): Promise<ChainLink[]> {
  const rows = await ask(`
    select position::text, kind, no::text, format::text, encode(hash, 'hex') as hash, encode(personal, 'hex') as personal,
      encode(salt, 'hex') as salt
    from chain_link where position > ${after} order by chain_link.position limit ${batch}`)
  const bytes = (hex: string | null | undefined) => (hex ? Buffer.from(hex, "hex") : null)
  return rows.map(row => ({
    position: Number(row.position),
    kind: row.kind as ChainedKind,
    no: Number(row.no),
    format: Number(row.format),
    hash: bytes(row.hash)!,
    personal: bytes(row.personal),
    salt: bytes(row.salt),
  }))
}

/** What the rows of links hold now, by kind and number. */
export async function readContents(
  ask: RowsAsked,
  links: readonly ChainLink[],
  formats: ReadonlyMap<number, Format>,
): Promise<Map<string, ChainedContent>> {
  const contents = new Map<string, ChainedContent>()
  for (const no of new Set(links.map(({ format }) => format))) {
    const format = formats.get(no)
    const own = links.filter(each => each.format === no)
    const of = (kind: ChainedKind) => own.filter(each => each.kind === kind)
    if (!format) continue
    for (const each of await eventsOf(ask, of("event"), format)) contents.set(`event ${each.no}`, each)
    for (const each of await numbered(of("transaction"), (...range) => contentsOfTransactions(ask, format, ...range)))
      contents.set(`transaction ${each.no}`, each)
    for (const each of await numbered(of("setup"), (...range) => contentsOfSetup(ask, format, ...range)))
      contents.set(`setup ${each.no}`, each)
  }
  return contents
}

async function eventsOf(ask: RowsAsked, links: readonly ChainLink[], format: Format): Promise<ChainedContent[]> {
  if (links.length === 0) return []
  const linked = `where t.id = any(${listOf(links.map(({ no }) => no))})`
  return (await ask(eventsQuery(format, linked))).map(row => contentOfEvent(row, format.columns.event!))
}

async function numbered(
  links: readonly ChainLink[],
  read: (from: number, to: number) => Promise<Map<number, ChainedContent>>,
): Promise<ChainedContent[]> {
  const contents: ChainedContent[] = []
  for (const [from, to] of ranges(links.map(({ no }) => no))) contents.push(...(await read(from, to)).values())
  return contents
}

/** Numbers as ranges that hold no others. */
function ranges(nos: readonly number[]): [number, number][] {
  const made: [number, number][] = []
  for (const no of [...nos].sort((a, b) => a - b)) {
    const last = made.at(-1)
    if (last && no <= last[1] + 1) last[1] = no
    else made.push([no, no])
  }
  return made
}

/** The first rows in no link though later ones are: of events those of before a moment (milliseconds). */
export async function readUnlinked(ask: RowsAsked, until: number): Promise<{ kind: ChainedKind; no: number }[]> {
  if (until === Number.NEGATIVE_INFINITY) return []
  const without = (kind: string, no: string) =>
    `not exists (select from chain_link l where l.company_id = t.company_id and l.kind = '${kind}' and l.no = ${no})`
  const before = (kind: string) => `<= (select max(no) from chain_link where kind = '${kind}')`
  const queries: [ChainedKind, string][] = [
    [
      "event",
      `select t.id as no from event t where t.at < to_timestamp(${until / 1_000}) and ${without("event", "t.id")} order by t.id`,
    ],
    [
      "transaction",
      `select t.no from ledger_transaction t where t.no ${before("transaction")} and ${without("transaction", "t.no")} order by t.no`,
    ],
    [
      "setup",
      `select t.setup_version as no from setup_in_force t where t.setup_version ${before("setup")} and ${without("setup", "t.setup_version")} order by t.setup_version`,
    ],
  ]
  const found: { kind: ChainedKind; no: number }[] = []
  for (const [kind, query] of queries) {
    const [row] = await ask(`${query} limit 1`)
    if (row) found.push({ kind, no: Number(row.no) })
  }
  return found
}
