import { and, eq, sql } from "drizzle-orm"
import { glAccount } from "@/db/schema"
import type { Tx } from "@/db/tenancy"

export type PostingAccount = Pick<
  typeof glAccount.$inferSelect,
  "no" | "name" | "accountType" | "blocked" | "directPosting"
>

export type Accounts = ReadonlyMap<string, PostingAccount>

/** G/L accounts by number; those that do not exist are left out. */
export async function readAccounts(tx: Tx, companyId: number, nos: readonly string[]): Promise<Accounts> {
  const rows = await tx
    .select({
      no: glAccount.no,
      name: glAccount.name,
      accountType: glAccount.accountType,
      blocked: glAccount.blocked,
      directPosting: glAccount.directPosting,
    })
    .from(glAccount)
    .where(and(eq(glAccount.companyId, companyId), sql`${glAccount.no} = any(${sql.param(nos)}::text[])`))
    .prepare("posting_accounts")
    .execute()
  return new Map(rows.map(row => [row.no, row]))
}
