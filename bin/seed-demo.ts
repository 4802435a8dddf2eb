import { realpathSync } from "node:fs"
import { pathToFileURL } from "node:url"
import { hash } from "@node-rs/argon2"
import { sql } from "drizzle-orm"
import { drizzle } from "drizzle-orm/postgres-js"
import type postgres from "postgres"
import { closeDatabase, type Database } from "@/db/client"
import { insertRows } from "@/db/company-rows"
import { connect } from "@/db/connect"
import { confirmAccounts, proposeAccounts } from "@/db/demo/bank-accounts"
import type { DemoCompany } from "@/db/demo/company"
import { kolkwijkCompany } from "@/db/demo/kolkwijk"
import { demoPassword, demoUsers } from "@/db/demo/users"
import { waterlandenCompany } from "@/db/demo/waterlanden"
import { companyUser, installation, membership, users } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { today } from "@/domain/dates/date"
import { insertDemoCompany } from "./demo/insert-company"
import { tradeDemo } from "./demo/trade"

/**
 * Fills a migrated database with the demo: two companies, their users and what they trade. Once per database: the mark
 * is in table `installation`, written in the same transaction, so that two at once make one demo.
 *
 * @param ownerUrl connects as the owner of the database; default DATABASE_OWNER_URL
 * @returns whether this call did it
 * @throws the database's error; nothing has changed then
 */
export async function seedDemo(ownerUrl = process.env.DATABASE_OWNER_URL): Promise<{ seeded: boolean }> {
  if (!ownerUrl) throw new Error("DATABASE_OWNER_URL: missing; the demo is written by the owner of the database")
  const connection = connect(ownerUrl, { max: 1, onnotice: () => {} })
  try {
    const db: Database = drizzle(connection)
    const seeded = await db.transaction(async tx => {
      const [mark] = await tx
        .insert(installation)
        .values({ key: "demo", value: "1", demo: true })
        .onConflictDoNothing()
        .returning({ key: installation.key })
      if (mark) await insertDemo(tx)
      return mark !== undefined
    })
    // The planner knows nothing about the new rows until autovacuum comes by, a minute from now.
    if (seeded) await analyze(connection)
    return { seeded }
  } finally {
    await connection.end()
  }
}

async function insertDemo(tx: Tx): Promise<void> {
  const companyIds = {
    kolkwijk: await insertDemoCompany(tx, kolkwijkCompany, today(kolkwijkCompany.company.timeZone)),
    waterlanden: await insertDemoCompany(tx, waterlandenCompany, today(waterlandenCompany.company.timeZone)),
  }
  // A tenth of a second each: the password is everyone's, so its hash may be too.
  const passwordHash = await hash(demoPassword)
  const inserted = await tx
    .insert(users)
    // They have no mailbox to prove.
    .values(demoUsers.map(({ email, name }) => ({ email, name, passwordHash, verifiedAt: sql`now()` })))
    .returning({ id: users.id, email: users.email })
  const ids = new Map(inserted.map(({ id, email }) => [email, id]))
  const held = demoUsers.flatMap(({ email, roles }) =>
    (["kolkwijk", "waterlanden"] as const).flatMap(company =>
      roles[company] ? [{ companyId: companyIds[company], userId: ids.get(email)!, roles: roles[company] }] : [],
    ),
  )
  await insertRows(
    tx,
    companyUser,
    held.map(({ roles: _, ...user }) => user),
  )
  await insertRows(
    tx,
    membership,
    held.flatMap(({ roles, ...user }) => roles.map(role => ({ ...user, role }))),
  )
  const person = (email: string) => ({ id: ids.get(email)!, name: demoUsers.find(each => each.email === email)!.name })
  const [purchaser, manager] = ["purchaser", "manager"].map(name => person(`${name}@demo.example`))
  await insertAccounts(tx, companyIds.kolkwijk, kolkwijkCompany, { proposer: purchaser!, confirmer: manager! })
  // Who proposed where a vendor is paid approves nothing of it for thirty days.
  const waterlanden = {
    proposer: person("purchaser@waterlanden.example"),
    confirmer: person("manager@waterlanden.example"),
  }
  await insertAccounts(tx, companyIds.waterlanden, waterlandenCompany, waterlanden)
}

/** Every vendor has a confirmed bank account; of the first another waits for a second person. */
async function insertAccounts(
  tx: Tx,
  companyId: number,
  { vendors }: DemoCompany,
  people: Parameters<typeof confirmAccounts>[2],
): Promise<void> {
  await tx.execute(sql`select set_config('app.company_id', ${String(companyId)}, true)`)
  await proposeAccounts(tx, companyId, vendors, people)
  await confirmAccounts(tx, companyId, people)
  await proposeAccounts(tx, companyId, vendors.slice(0, 1), { ...people, first: 501 })
}

async function analyze(connection: postgres.Sql): Promise<void> {
  const own = await connection<{ name: string }[]>`
    SELECT oid::regclass::text AS name FROM pg_class WHERE relkind = 'r' AND relowner = current_user::regrole`
  await connection.unsafe(`ANALYZE ${own.map(table => table.name).join(", ")}`)
}

// Run by itself, and not imported by a test.
if (process.argv[1] && import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href) {
  const { seeded } = await seedDemo()
  // Each document in a transaction of its own: what is cut off here is a smaller demo, and no wrong one.
  if (seeded) await tradeDemo()
  await closeDatabase()
  console.log(seeded ? "The demo is in the database." : "The demo was there already.")
}
