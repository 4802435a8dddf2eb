import { createHash, type Hash } from "node:crypto"
import { canonical, type Json, sha256 } from "./canonical"
import {
  asTexts,
  type Columns,
  type Format,
  isPersonal,
  isStructured,
  type PostedTable,
  postedTables,
  type RowsAsked,
} from "./chained-tables"

/** What is linked of an event, a ledger transaction or a version of the setup. */
export type ChainedContent = {
  no: number
  /** SHA-256 over all that is in no way a person's name. */
  hash: Buffer
  /** The names of persons, canonical; null: there are none. */
  personal: string | null
  names: readonly string[]
  /** Milliseconds; undefined: it has no moment. */
  at?: number
}

type Row = Record<string, string | null>
type Personal = [table: string, column: string, value: Json]

/** Rows read at once: a document may have ten thousand lines, and a batch of documents as many each. */
const pageSize = 5_000

/** What is linked of an event. @param row of `eventColumns` */
export function contentOfEvent(row: Row, columns: Columns): ChainedContent {
  const { plain, personal } = splitRow("event", row, columns)
  if (row.subject_type === "user") {
    // Its subject is a person: address and name are the erasure's to replace.
    const data = (plain.data ?? {}) as Record<string, Json>
    const { name, ...rest } = data
    personal.push(["event", "subject_no", plain.subject_no ?? null], ["event", "name", name ?? null])
    plain.data = rest
    delete plain.subject_no
  }
  return {
    no: Number(row.id),
    hash: sha256(canonical(plain)),
    personal: canonical(personal),
    names: textsOf(personal),
    at: Date.parse(row.at!),
  }
}

/** Selects events as `contentOfEvent` takes them. @param where SQL about `t` */
export function eventsQuery({ columns }: Format, where: string): string {
  return `select ${asTexts(columns.event ?? [])} from event t ${where}`
}

type Gathered = { tables: [table: string, hash: string][]; personal: Personal[]; at?: number }

/** What is linked of the ledger transactions from one number to another, by their numbers; whole pages of rows are read, never all at once. */
export async function contentsOfTransactions(
  ask: RowsAsked,
  { columns }: Format,
  from: number,
  to: number,
): Promise<Map<number, ChainedContent>> {
  const gathered = new Map<number, Gathered>()
  for (const table of postedTables) {
    const own = columns[table.name] ?? []
    const hashes = new Map<number, Hash>()
    for await (const row of own.length > 0 ? rowsOf(ask, table, own, from, to) : []) {
      const no = Number(row["key 0"])
      const each = gathered.get(no) ?? { tables: [], personal: [] }
      gathered.set(no, each)
      const { plain, personal } = splitRow(table.name, row, own)
      const hash = hashes.get(no) ?? createHash("sha256")
      hashes.set(no, hash.update(`${canonical(plain)}\n`))
      each.personal.push(...personal)
      if (table.name === "ledger_transaction") each.at = Date.parse(row.posted_at!)
    }
    for (const [no, hash] of hashes) gathered.get(no)!.tables.push([table.name, hash.digest("hex")])
  }
  return new Map([...gathered].map(([no, each]) => [no, asContent(no, each)]))
}

function asContent(no: number, { tables, personal, at }: Gathered): ChainedContent {
  const names = personal.length > 0 ? canonical(personal) : null
  return { no, hash: sha256(canonical(tables)), personal: names, names: textsOf(personal), at }
}

/** A table's rows of transactions in their order, page by page; the transaction's number is `key 0`. */
async function* rowsOf(
  ask: RowsAsked,
  table: PostedTable,
  columns: Columns,
  from: number,
  to: number,
): AsyncGenerator<Row> {
  const order = [table.transaction, ...table.order.map(name => `t."${name}"`)]
  const keys = order.map((each, at) => `${each}::text as "key ${at}"`).join(", ")
  let behind = ""
  for (;;) {
    const rows: Row[] = await ask(`
      select ${keys}, ${asTexts(columns)} from ${table.name} t ${table.join ?? ""}
      where ${table.transaction} between ${from} and ${to} ${behind} order by ${order.join(", ")} limit ${pageSize}`)
    yield* rows
    if (rows.length < pageSize) return
    const last = order.map((_, at) => Number(rows.at(-1)![`key ${at}`]))
    behind = `and (${order.join(", ")}) > (${last.join(", ")})`
  }
}

/** What is linked of the versions of the setup from one to another, by their numbers. */
export async function contentsOfSetup(
  ask: RowsAsked,
  { columns }: Format,
  from: number,
  to: number,
): Promise<Map<number, ChainedContent>> {
  const own = columns.setup_in_force ?? []
  const rows = await ask(`
    select ${asTexts(own)} from setup_in_force t where setup_version between ${from} and ${to}
    order by t.setup_version, t.table_name collate "C", t.row_key collate "C"`)
  const texts = new Map<number, string[]>()
  for (const row of rows) {
    const no = Number(row.setup_version)
    if (!texts.has(no)) texts.set(no, [])
    texts.get(no)!.push(canonical(splitRow("setup_in_force", row, own).plain))
  }
  return new Map(
    [...texts].map(([no, lines]) => [no, { no, hash: sha256(lines.join("\n")), personal: null, names: [] }]),
  )
}

/** A row's columns, those with persons' names apart. */
function splitRow(table: string, row: Row, columns: Columns) {
  const plain: Record<string, Json> = {}
  const personal: Personal[] = []
  for (const [name, type] of columns) {
    const text = row[name] ?? null
    if (isPersonal(table, name)) personal.push([table, name, text])
    else plain[name] = text !== null && isStructured(type) ? (JSON.parse(text) as Json) : text
  }
  return { plain, personal }
}

function textsOf(personal: readonly Personal[]): string[] {
  return personal.map(([, , value]) => value).filter(value => typeof value === "string")
}
