import { randomBytes } from "node:crypto"
import { desc, eq, sql } from "drizzle-orm"
import { rowsAs } from "@/db/bulk-rows"
import { chainFormat, chainLink, chainState } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { canonical, type Json } from "./canonical"
import { asTexts, columnsNow, type Format, listOf, type RowsAsked } from "./chained-tables"
import { type ChainedContent, contentOfEvent, contentsOfSetup, contentsOfTransactions } from "./contents"
import { beginning, type ChainedKind, linkHash, personalHash } from "./hashes"

const saltSize = 16

/** The most that is linked in one transaction; a ledger transaction may have many thousand rows. */
export const batchSizes = { event: 4_000, transaction: 200, setup: 200 }

/** Asks in an open transaction of a company. */
export function askIn(tx: Tx): RowsAsked {
  return query => tx.execute<Record<string, string | null>>(sql.raw(query))
}

type Run = {
  /** Events of earlier database transactions were linked by an earlier run. */
  from: string
  /** Which had ended, all of them, when this run began. */
  until: string
  after?: { transaction: string; id: string }
}

/**
 * Links what a company's history and books have that is not in its chain yet, in batches, each in a transaction of its own. What is linked
 * is committed, so it stays as it is; a transaction that commits later, under a smaller number, is linked later. Begun again, or by two at
 * once, it goes on.
 *
 * @param sweep looks at all events, not at those alone that are younger than the run before
 * @returns how many were linked
 */
export async function linkRows(companyId: number, sweep = false): Promise<number> {
  const run = await inCompany(companyId, async (tx): Promise<Run> => {
    await tx.insert(chainState).values({ companyId }).onConflictDoNothing()
    const [begun] = await tx.execute<{ from: string; until: string }>(sql`
      select database_transaction::text as "from", pg_snapshot_xmin(pg_current_snapshot())::text as "until"
      from chain_state where company_id = ${companyId}`)
    return { from: sweep ? "0" : begun!.from, until: begun!.until }
  })
  let linked = 0
  for (;;) {
    const batch = await inCompany(companyId, tx => linkBatch(tx, companyId, run))
    linked += batch.linked
    run.after = batch.after ?? run.after
    if (!batch.isFull) break
  }
  await inCompany(companyId, tx =>
    tx.execute(sql`update chain_state set database_transaction = ${run.until}::xid8 where company_id = ${companyId}`),
  )
  return linked
}

/** Whether some event is in no link: one that an earlier run passed by, as its database transaction had a number of another server. */
export async function hasUnlinked(companyId: number): Promise<boolean> {
  const [counted] = await inCompany(companyId, tx =>
    tx.execute<{ differs: boolean }>(sql`
      select (select count(*) from event) <> (select count(*) from chain_link where kind = 'event') as differs`),
  )
  return counted!.differs
}

async function linkBatch(tx: Tx, companyId: number, run: Run) {
  await tx.execute(sql`select from chain_state where company_id = ${companyId} for update`)
  const ask = askIn(tx)
  const format = await currentFormat(tx, ask, companyId)
  const [head] = await tx
    .select({ position: chainLink.position, hash: chainLink.hash })
    .from(chainLink)
    .where(eq(chainLink.companyId, companyId))
    .orderBy(desc(chainLink.position))
    .limit(1)
  const contents: [ChainedKind, ChainedContent][] = []
  const setups = await nosAfter(ask, "setup", "select distinct setup_version as no from setup_in_force")
  if (setups) for (const [, each] of await contentsOfSetup(ask, format, ...setups.range)) contents.push(["setup", each])
  const transactions = await nosAfter(ask, "transaction", "select no from ledger_transaction")
  if (transactions) {
    const found = await contentsOfTransactions(ask, format, ...transactions.range)
    for (const no of [...found.keys()].sort((a, b) => a - b)) contents.push(["transaction", found.get(no)!])
  }
  const { rows, read, after } = await eventsAfter(ask, format, run)
  for (const row of rows) contents.push(["event", contentOfEvent(row, format.columns.event!)])

  await insertLinks(tx, companyId, format.no, head ?? { position: 0, hash: beginning(companyId) }, contents)
  const isFull = [
    read === batchSizes.event,
    transactions?.count === batchSizes.transaction,
    setups?.count === batchSizes.setup,
  ].includes(true)
  return { linked: contents.length, after, isFull }
}

/** The next numbers behind those that are linked: they are given under a lock, so none comes later in between. */
async function nosAfter(ask: RowsAsked, kind: "setup" | "transaction", numbers: string) {
  const rows = await ask(`
    select no::text from (${numbers}) as n (no)
    where no > coalesce((select max(no) from chain_link where kind = '${kind}'), -1) order by n.no limit ${batchSizes[kind]}`)
  if (rows.length === 0) return undefined
  const range: [number, number] = [Number(rows[0]!.no), Number(rows.at(-1)!.no)]
  return { range, count: rows.length }
}

/**
 * The next events in the order of the database transactions that wrote them, those with a link left out. In two steps, each along an index:
 * without statistics, as of a table that has just begun to fill, the planner compares every event with every link.
 */
async function eventsAfter(ask: RowsAsked, format: Format, { from, after }: Run) {
  const begin = after
    ? `(t.database_transaction, t.id) > ('${after.transaction}'::xid8, ${after.id})`
    : `t.database_transaction >= '${from}'::xid8`
  await ask("select set_config('enable_bitmapscan', 'off', true), set_config('enable_sort', 'off', true)")
  const next = await ask(`
    select t.database_transaction::text as "database transaction", ${asTexts(format.columns.event!)}
    from event t where ${begin} order by t.database_transaction, t.id limit ${batchSizes.event}`)
  await ask("select set_config('enable_bitmapscan', 'on', true), set_config('enable_sort', 'on', true)")
  const linked = await ask(
    `select no::text from chain_link where kind = 'event' and no = any(${listOf(next.map(({ id }) => Number(id)))})`,
  )
  const isLinked = new Set(linked.map(({ no }) => no))
  const last = next.at(-1)
  return {
    rows: next.filter(({ id }) => !isLinked.has(id!)),
    read: next.length,
    after: last && { transaction: last["database transaction"]!, id: last.id! },
  }
}

/** The newest format, or another where the schema has changed since. */
async function currentFormat(tx: Tx, ask: RowsAsked, companyId: number): Promise<Format> {
  const columns = await columnsNow(ask)
  const [newest] = await tx
    .select({ no: chainFormat.no, columns: chainFormat.columns })
    .from(chainFormat)
    .where(eq(chainFormat.companyId, companyId))
    .orderBy(desc(chainFormat.no))
    .limit(1)
  const isSame = newest && canonical(newest.columns as Json) === canonical(columns as Json)
  if (isSame) return newest
  const no = (newest?.no ?? 0) + 1
  await tx.execute(
    sql`insert into chain_format (company_id, no, columns) values (${companyId}, ${no}, ${JSON.stringify(columns)}::jsonb)`,
  )
  return { no, columns }
}

type Head = { position: number; hash: Buffer }

async function insertLinks(
  tx: Tx,
  companyId: number,
  format: number,
  head: Head,
  contents: readonly [ChainedKind, ChainedContent][],
): Promise<void> {
  if (contents.length === 0) return
  const salts = randomBytes(saltSize * contents.length)
  let before = head.hash
  const rows = contents.map(([kind, content], at) => {
    const position = head.position + at + 1
    const salt = content.personal === null ? null : salts.subarray(at * saltSize, (at + 1) * saltSize)
    const personal = salt && personalHash(salt, content.personal!)
    before = linkHash(before, { position, kind, no: content.no, format, personal }, content.hash)
    const hex = (bytes: Buffer | null) => bytes?.toString("hex") ?? null
    return { position, kind, no: content.no, hash: hex(before), personal: hex(personal), salt: hex(salt) }
  })
  const types = { position: "bigint", kind: "text", no: "bigint", hash: "text", personal: "text", salt: "text" }
  await tx.execute(sql`
    insert into chain_link (company_id, position, kind, no, format, hash, personal, salt)
    select ${companyId}::int, position, kind, no, ${format}::int, decode(hash, 'hex'), decode(personal, 'hex'), decode(salt, 'hex')
    from ${rowsAs(types, rows)}`)
}
