import { execFile } from "node:child_process"
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs"
import { join } from "node:path"
import postgres from "postgres"
import { afterAll, beforeAll, expect, inject, test, vi } from "vitest"
import { root } from "@/bin/root"
import { startPostgres } from "@/bin/services/postgres"
import { stopServices } from "@/bin/services/supervise"
import { temporaryDataDir } from "@/bin/services/unprivileged"
import { linkRows } from "@/domain/chain/link-rows"
import { sealDay } from "@/domain/chain/seal-day"
import { signingKey } from "@/domain/chain/signing"
import { env } from "@/env"
import { makeApprovedPurchase } from "@/test/approved-purchase"
import { bundledProgram } from "@/test/bundled-program"
import { makePayables } from "@/test/payments"

vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 })
const folder = temporaryDataDir()
let programs: { backup: string; restore: string }

beforeAll(async () => {
  programs = { backup: await bundledProgram("bin/backup.ts"), restore: await bundledProgram("bin/restore.ts") }
})
afterAll(async () => {
  await stopServices()
  rmSync(folder, { recursive: true, force: true })
})

/** What a program says, and its exit code. */
function run(program: string, args: string[], variables: Record<string, string>) {
  const { PATH, HOME } = process.env
  return new Promise<{ code: number; out: string; err: string }>(resolve => {
    execFile(
      process.execPath,
      [program, ...args],
      { cwd: root, env: { NODE_ENV: "production", PATH, HOME, ...variables } },
      (error, out, err) => resolve({ code: Number(error?.code ?? 0), out, err }),
    )
  })
}

const secret = "a secret of the portal that was backed up"
const chainKey = "a key of the portal that was backed up"

/** Rows by table, and where sequences stand, as superuser. */
async function contents(url: string) {
  const sql = postgres(url, { max: 1 })
  try {
    const tables = await sql<{ name: string }[]>`select relname as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'running_process' order by 1`
    const rows: Record<string, unknown> = {}
    for (const { name } of tables) {
      // All of every row, but for the number of the transaction that made it, which is the server's.
      const [found] =
        await sql`select count(*)::int as count, coalesce(md5(string_agg(row, chr(10) order by row)), '') as sum
        from (select (to_jsonb(t) - 'database_transaction')::text as row from ${sql(name)} t) r`
      rows[name] = found
    }
    const sequences =
      await sql`select sequencename, last_value from pg_sequences where schemaname = 'public' order by 1`
    return { rows, sequences: [...sequences] }
  } finally {
    await sql.end()
  }
}

test("a backup comes back into a fresh server whole: rows, sequences, fences, secret and mail; and no other way", async () => {
  const { manager, dutch, owe } = await makePayables()
  const { companyId } = manager
  await makeApprovedPurchase()
  await owe(dutch, { high: "1000" })
  await linkRows(companyId)
  await sealDay(companyId, { now: signingKey(chainKey) })
  // Not linked when the backup is made, and in the restored one as any other.
  await owe(dutch, { high: "500" })
  const from = join(folder, "from")
  mkdirSync(join(from, "mail", "1"), { recursive: true })
  writeFileSync(join(from, "mail", "1", "a.eml"), "Subject: captured")
  const file = join(folder, "portal.backup")
  const { DATABASE_URL } = env()
  const own = {
    DATABASE_URL,
    DATABASE_OWNER_URL: env().DATABASE_OWNER_URL!,
    AUTH_SECRET: secret,
    CHAIN_KEY: chainKey,
    DATA_DIR: from,
  }
  const admin = new URL(inject("services").adminUrl)
  admin.pathname = new URL(DATABASE_URL).pathname
  const before = await contents(admin.href)
  for (const table of [
    "approval_entry",
    "attachment_piece",
    "document_comment",
    "notification_setting",
    "push_delivery",
  ]) {
    expect(before.rows[table], table).toMatchObject({ count: expect.toSatisfy(count => count > 0) })
  }

  const made = await run(programs.backup, ["--to", file], own)
  expect(made.err).toBe("")
  expect(made.out).toMatch(/portal\.backup: \d+ companies, \d+ rows of \d+ tables/)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(await run(programs.backup, ["--to", file], own)).toMatchObject({
    code: 1,
    err: `${file}: it is there already\n`,
  })

  const DATA_DIR = join(folder, "to")
  const restored = await run(programs.restore, ["--from", file], { DATA_DIR })
  expect(restored.err).toBe("")
  expect(restored.out).toMatch(/rows as of .*Its books:\n.*clean\n.*: chain of \d+ in .* s, clean/s)
  expect(restored.out).not.toContain("wrong")
  expect(restored.code).toBe(0)
  expect(readFileSync(join(DATA_DIR, "secrets", "auth"), "utf8")).toBe(secret)
  expect(readFileSync(join(DATA_DIR, "secrets", "chain"), "utf8")).toBe(chainKey)
  expect(statSync(join(DATA_DIR, "secrets", "auth")).mode & 0o777).toBe(0o600)
  expect(readFileSync(join(DATA_DIR, "mail", "1", "a.eml"), "utf8")).toBe("Subject: captured")

  const server = await startPostgres({ dataDir: DATA_DIR, durable: false })
  const superuser = new URL(server.adminUrl)
  superuser.pathname = "/inkoop"
  const after = await contents(superuser.href)
  // Noted once the backup was made.
  delete before.rows.installation
  delete after.rows.installation
  expect(after).toEqual(before)
  const app = postgres(server.appUrl, { max: 1 })
  try {
    expect(await app`select from gl_entry`).toHaveLength(0)
    const [{ count }] = await app.begin(async sql => {
      await sql`select set_config('app.company_id', ${String(companyId)}, true)`
      return sql<[{ count: number }]>`select count(*)::int as count from gl_entry`
    })
    expect(count).toBeGreaterThan(0)
    const [looked] = await app.begin(async sql => {
      await sql`select set_config('app.company_id', ${String(companyId)}, true)`
      return sql<
        [{ begins: string; latest: string }]
      >`select (select database_transaction from chain_state)::text as begins,
        (select max(database_transaction::text::bigint) from event)::text as latest`
    })
    // Everything is looked at again: numbers of the other server say nothing here.
    expect(looked).toEqual({ begins: "3", latest: "3" })
    await expect(app`delete from gl_entry`.then(() => "deleted")).rejects.toThrow("permission denied")
  } finally {
    await app.end()
    await server.stop()
  }

  const again = await run(programs.restore, ["--from", file], { DATA_DIR })
  expect(again.err).toBe(
    `DATA_DIR: ${DATA_DIR} holds postgres already; a backup goes into a folder that holds nothing\n`,
  )
  expect(again.code).toBe(1)

  const cut = join(folder, "cut.backup")
  copyFileSync(file, cut)
  truncateSync(cut, Math.floor(statSync(file).size * 0.7))
  const half = await run(programs.restore, ["--from", cut], { DATA_DIR: join(folder, "half") })
  expect(half.code).toBe(1)
  expect(half.err).toMatch(/unexpected end of file|it ends in the middle|cut off/)
  expect(existsSync(join(folder, "half", "postgres"))).toBe(false)
})

test("what is no backup is refused in a sentence, before anything is made", async () => {
  const file = join(folder, "no.backup")
  writeFileSync(file, "INSERT INTO company VALUES (1)")
  const DATA_DIR = join(folder, "none")
  const refused = await run(programs.restore, ["--from", file], { DATA_DIR })
  expect(refused).toMatchObject({ code: 1, err: `${file}: incorrect header check\n` })
  expect(existsSync(join(DATA_DIR, "postgres"))).toBe(false)
})
