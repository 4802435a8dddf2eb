import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { pipeline } from "node:stream/promises"
import { readMigrationFiles } from "drizzle-orm/migrator"
import type postgres from "postgres"
import { connect } from "@/db/connect"
import { migrate, ourMigrations } from "@/db/migrate"
import { type Entry, readArchive } from "./archive"
import { type End, endSchema, format, leftOut, type Manifest, manifestSchema, names } from "./contents"

/** Where a backup goes: a database that holds nothing yet, with the roles of db/bootstrap.sql. */
export type RestoreTarget = {
  /** As superuser: nobody else may write what is fenced and append-only. */
  superuserUrl: string
  ownerUrl: string
}

/** What a backup is of. @throws Error in a sentence where it is none, or a newer portal made it */
export async function readBackup(file: string): Promise<Manifest> {
  const first = await readArchive(file)
    .next()
    .catch((error: Error) => {
      throw new Error(`${file}: ${error.message}`)
    })
  const entry = first.value as Entry | undefined
  if (entry?.name !== names.manifest) throw new Error(`${file}: it is no backup of ours`)
  const manifest = manifestSchema.safeParse(JSON.parse(entry.content.toString()))
  if (!manifest.success || manifest.data.format !== format)
    throw new Error(`${file}: another portal made it, whose backups this one cannot read`)
  const own = readMigrationFiles({ migrationsFolder: ourMigrations }).map(({ hash }) => hash)
  const { migrations, portal } = manifest.data
  if (migrations.length > own.length || migrations.some((hash, at) => own[at] !== hash))
    throw new Error(
      `${file}: version ${portal} of the portal made it, whose migrations this one does not have; restore it with that one or a later one`,
    )
  return manifest.data
}

/** @throws Error where a target holds something, or lacks its roles */
export async function checkEmpty({ superuserUrl }: RestoreTarget): Promise<void> {
  const sql = connect(superuserUrl, { max: 1, connect_timeout: 10 })
  try {
    const [found] = await sql<[{ superuser: boolean; roles: number; tables: number }]>`select
      (select rolsuper from pg_roles where rolname = current_user) as superuser,
      (select count(*)::int from pg_roles where rolname in ('inkoop_owner', 'inkoop_app', 'inkoop_definer')) as roles,
      (select count(*)::int from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p', 'v', 'm') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_') as tables`
    if (!found.superuser) throw new Error("DATABASE_SUPERUSER_URL: its role is no superuser")
    if (found.roles < 3) throw new Error("The server lacks the portal's roles: run db/bootstrap.sql first")
    if (found.tables > 0)
      throw new Error("The database holds something already; a backup goes into one that holds nothing")
  } finally {
    await sql.end()
  }
}

/**
 * Writes a backup into an empty database: the schema as it was then by its migrations, every row, where the sequences stood; then
 * the migrations that came since. Secret and mail go into the data folder.
 *
 * @returns rows written
 * @throws Error in a sentence where the backup is cut off or does not hold what it says; the database's
 */
export async function restoreBackup(file: string, target: RestoreTarget, dataDir: string): Promise<number> {
  const manifest = await readBackup(file)
  await migrateTo(target.ownerUrl, manifest.migrations.length)
  const sql = connect(target.superuserUrl, { max: 1, onnotice: () => {} })
  try {
    const rows = await sql.begin(tx => load(tx, file, manifest, dataDir))
    await sql.unsafe("analyze")
    await migrate(target.ownerUrl)
    return rows
  } finally {
    await sql.end()
  }
}

/** Brings an empty database to the schema of the first migrations. */
async function migrateTo(ownerUrl: string, count: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "inkoop-migrations-"))
  try {
    cpSync(ourMigrations, folder, { recursive: true })
    const file = join(folder, "meta", "_journal.json")
    const journal = JSON.parse(readFileSync(file, "utf8")) as { entries: unknown[] }
    writeFileSync(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, count) }))
    await migrate(ownerUrl, folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function load(tx: postgres.TransactionSql, file: string, manifest: Manifest, dataDir: string): Promise<number> {
  // No trigger, and no foreign key row by row: what is written was checked when it was written first.
  await tx.unsafe("set local session_replication_role = replica")
  const tables = Object.keys(manifest.tables)
  const there = await tx<{ name: string }[]>`select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> all (${leftOut})`
  const missing = there.filter(({ name }) => !tables.includes(name))
  if (missing.length > 0) throw new Error(`${file}: it lacks the table ${missing[0]!.name}`)
  // What migrations have put there is among the rows.
  await tx.unsafe(`truncate ${tables.map(name => `public."${name}"`).join(", ")} cascade`)
  let end: End | undefined
  for await (const { name, content } of readArchive(file)) {
    if (name.startsWith(names.tables)) await copyIn(tx, name.split("/")[1]!, manifest, content)
    else if (name === names.end) end = endSchema.parse(JSON.parse(content.toString()))
    else if (name !== names.manifest) keep(dataDir, name, content)
  }
  if (!end) throw new Error(`${file}: it was cut off`)
  await freeze(tx)
  for (const [name, { value, isCalled }] of Object.entries(end.sequences))
    await tx`select setval(${`public."${name}"`}::regclass, ${value}::bigint, ${isCalled})`
  let rows = 0
  for (const name of tables) {
    const [{ count }] = await tx<[{ count: number }]>`select count(*)::float8 as count from ${tx(name)}`
    if (count !== end.rows[name]) throw new Error(`${file}: ${name} has ${count} rows, not ${end.rows[name]}`)
    rows += count
  }
  return rows
}

async function copyIn(tx: postgres.TransactionSql, table: string, manifest: Manifest, content: Buffer): Promise<void> {
  const columns = manifest.tables[table]
  if (!columns) throw new Error(`The backup has rows of ${table}, which it does not name`)
  const stream = await tx
    .unsafe(`copy public."${table}" (${columns.map(name => `"${name}"`).join(", ")}) from stdin`)
    .writable()
  await pipeline([content], stream)
}

/**
 * Transactions of the server that the backup was made on are none of this one's, whose own may get the same numbers: such a one could add
 * lines to what was posted by the other.
 */
async function freeze(tx: postgres.TransactionSql): Promise<void> {
  const columns = await tx<{ table: string; name: string }[]>`
    select c.relname as table, a.attname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.atttypid = 'xid8'::regtype and not a.attisdropped`
  for (const { table, name } of columns) await tx`update ${tx(table)} set ${tx(name)} = '3'::xid8`
}

/** A file of the data folder; secrets for their owner alone. */
function keep(dataDir: string, name: string, content: Buffer): void {
  if (!dataDir || name.split("/").includes("..")) return
  const path = join(dataDir, name)
  mkdirSync(dirname(path), { recursive: true, mode: name.startsWith(names.secrets) ? 0o700 : 0o755 })
  writeFileSync(path, content, { mode: 0o600, flag: "wx" })
}
