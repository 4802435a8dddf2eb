import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import type postgres from "postgres"
import { root } from "@/bin/root"
import { connect } from "@/db/connect"
import { type Entry, writeArchive } from "./archive"
import { type End, format, leftOut, type Manifest, names } from "./contents"

/** Bytes of rows in one file of the archive: read back, it is held in memory. */
const partSize = 4 * 1024 * 1024
const rowsAtOnce = 1_000
/** Of tables whose rows are pieces of files, some hundred kilobytes each. */
const piecesAtOnce = 16

export type Backup = { rows: number; tables: number; companies: number }

/**
 * Writes all that a portal holds into a file: every row of the database as of one moment, while people go on working, where its
 * sequences stand, the secret that signs sessions and letters, and captured mail. The schema is what the migrations make
 * (docs/decisions/0085-a-backup-is-rows-the-schema-is-its-migrations.md).
 *
 * @param ownerUrl connects as the owner of the database
 * @param secrets by their name in the data folder, as far as they are known here: `auth` is AUTH_SECRET, `chain` CHAIN_KEY
 * @throws the system's error, where the file is there already or cannot be written; the database's
 */
export async function makeBackup(
  file: string,
  ownerUrl: string,
  dataDir: string,
  secrets: Secrets = {},
): Promise<Backup> {
  const sql = connect(ownerUrl, { max: 1, onnotice: () => {} })
  try {
    // All of it as of the first statement.
    return await sql.begin("isolation level repeatable read read only", async tx => {
      const manifest = await readManifest(tx)
      const end: End = { rows: {}, sequences: {} }
      await writeArchive(file, entries(tx, manifest, end, { dataDir, secrets }))
      const rows = Object.values(end.rows).reduce((sum, count) => sum + count, 0)
      return { rows, tables: Object.keys(end.rows).length, companies: end.rows.company ?? 0 }
    })
  } finally {
    await sql.end()
  }
}

type Secrets = Partial<Record<"auth" | "chain", string>>
type Kept = { dataDir: string; secrets: Secrets }

async function* entries(tx: postgres.TransactionSql, manifest: Manifest, end: End, kept: Kept): AsyncGenerator<Entry> {
  yield { name: names.manifest, content: Buffer.from(JSON.stringify(manifest, null, 2)) }
  for (const [name, secret] of Object.entries(kept.secrets))
    yield { name: `${names.secrets}${name}`, content: Buffer.from(secret) }
  for (const [table, columns] of Object.entries(manifest.tables)) {
    end.rows[table] = 0
    yield* rowsOf(tx, table, columns, end)
  }
  for (const { name, value, isCalled } of await readSequences(tx)) end.sequences[name] = { value, isCalled }
  yield* capturedMail(join(kept.dataDir, "mail"))
  yield { name: names.end, content: Buffer.from(JSON.stringify(end, null, 2)) }
}

/** The rows of a table, in files of whole rows. */
async function* rowsOf(
  tx: postgres.TransactionSql,
  table: string,
  columns: readonly string[],
  end: End,
): AsyncGenerator<Entry> {
  // The owner meets the fence; the definer, who only reads, does not.
  const [{ fenced }] = await tx<[{ fenced: boolean }]>`
    select relforcerowsecurity as fenced from pg_class where oid = ${table}::regclass`
  await tx.unsafe(fenced ? "set local role inkoop_definer" : "reset role")
  const list = columns.map(name => `"${name}"`).join(", ")
  let waiting: Buffer[] = []
  let size = 0
  let part = 0
  const file = () => {
    part++
    const content = Buffer.concat(waiting)
    waiting = []
    size = 0
    return { name: `${names.tables}${table}/${String(part).padStart(6, "0")}`, content }
  }
  // The driver's own COPY leaves its connection silent after more than a few kilobytes.
  for await (const rows of tx
    .unsafe(`select ${list} from public."${table}"`)
    .raw()
    .cursor(columns.includes("bytes") ? piecesAtOnce : rowsAtOnce)) {
    const lines = Buffer.from((rows as unknown as (Buffer | null)[][]).map(asLine).join(""))
    waiting.push(lines)
    size += lines.length
    end.rows[table]! += rows.length
    if (size >= partSize) yield file()
  }
  if (size > 0) yield file()
  await tx.unsafe("reset role")
}

/** A row as COPY reads it. */
function asLine(row: readonly (Buffer | null)[]): string {
  return `${row.map(value => (value === null ? "\\N" : value.toString().replace(/[\\\n\r\t]/g, escaped))).join("\t")}\n`
}

function escaped(sign: string): string {
  return { "\n": "\\n", "\r": "\\r", "\t": "\\t" }[sign] ?? "\\\\"
}

async function readManifest(tx: postgres.TransactionSql): Promise<Manifest> {
  const migrations = await tx<{ hash: string }[]>`select hash from drizzle.__drizzle_migrations order by created_at`
  const columns = await tx<{ table: string; columns: string[] }[]>`
    select c.relname as table, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
      and a.attgenerated = '' and c.relname <> all (${leftOut})
    group by c.relname order by c.relname`
  const [{ server }] = await tx<[{ server: string }]>`select current_setting('server_version') as server`
  return {
    format,
    portal: (JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string }).version,
    madeAt: new Date().toISOString(),
    postgres: server,
    migrations: migrations.map(({ hash }) => hash),
    tables: Object.fromEntries(columns.map(({ table, columns }) => [table, columns])),
  }
}

/** Where the sequences stand. They are in no transaction: read after the rows, each is past all of them. */
async function readSequences(tx: postgres.TransactionSql) {
  const sequences = await tx<{ name: string }[]>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'S' order by relname`
  const read: { name: string; value: string; isCalled: boolean }[] = []
  for (const { name } of sequences) {
    const [at] = await tx<[{ value: string; isCalled: boolean }]>`
      select last_value::text as value, is_called as "isCalled" from ${tx(name)}`
    read.push({ name, ...at })
  }
  return read
}

function* capturedMail(folder: string): Generator<Entry> {
  if (!existsSync(folder)) return
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const name = `${names.mail}${path.slice(folder.length + 1).replaceAll("\\", "/")}`
    yield { name, content: readFileSync(path) }
  }
}
