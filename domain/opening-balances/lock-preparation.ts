import { desc, eq, sql } from "drizzle-orm"
import { ledgerCounter, openingBalance, openingPreparation } from "@/db/schema"
import type { Tx } from "@/db/tenancy"

/**
 * Locks what a company prepares of its opening, first of all locks: whoever prepares, posts, replaces or reverses one waits for the
 * other. Made where there is none yet.
 */
export async function lockPreparation(tx: Tx, companyId: number): Promise<typeof openingPreparation.$inferSelect> {
  const [row] = await tx
    .insert(openingPreparation)
    .values({ companyId })
    .onConflictDoUpdate({ target: openingPreparation.companyId, set: { companyId } })
    .returning()
  return row!
}

/** Counts the preparation up, so that whoever looked at it before is told. Lock it before. */
export async function countPreparation(tx: Tx, companyId: number): Promise<void> {
  await tx
    .update(openingPreparation)
    .set({ version: sql`${openingPreparation.version} + 1` })
    .where(eq(openingPreparation.companyId, companyId))
}

export type PostedOpening = typeof openingBalance.$inferSelect

/** The last opening that was posted, and whether it stands: nothing has taken it back; null: none was. */
export async function lastOpening(tx: Tx, companyId: number): Promise<(PostedOpening & { stands: boolean }) | null> {
  const [row] = await tx
    .select({ opening: openingBalance, stands: standsSql })
    .from(openingBalance)
    .where(eq(openingBalance.companyId, companyId))
    .orderBy(desc(openingBalance.no))
    .limit(1)
  return row ? { ...row.opening, stands: row.stands } : null
}

/** Whether an opening stands: its transactions are taken back all at once or not at all. */
export const standsSql = sql<boolean>`not exists (select from ledger_transaction t
  where t.company_id = ${openingBalance.companyId} and t.reverses_no = ${openingBalance.firstTransactionNo})`

/** Whether nothing was posted after an opening, so that it can be replaced. */
export async function isLast(tx: Tx, { companyId, lastTransactionNo }: PostedOpening): Promise<boolean> {
  const [counter] = await tx
    .select({ last: ledgerCounter.lastTransactionNo })
    .from(ledgerCounter)
    .where(eq(ledgerCounter.companyId, companyId))
  return counter?.last === lastTransactionNo
}
