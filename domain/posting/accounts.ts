import { and, eq, sql } from "drizzle-orm"
import { preparedSelect, value } from "@/db/prepared"
import { glAccount } from "@/db/schema"
import type { Tx } from "@/db/tenancy"

export type PostingAccount = Pick<
  typeof glAccount.$inferSelect,
  "no" | "name" | "accountType" | "blocked" | "directPosting" | "nonDeductibleVatPercent"
>

export type Accounts = ReadonlyMap<string, PostingAccount>

const accounts = preparedSelect("posting_accounts", query =>
  query
    .select({
      no: glAccount.no,
      name: glAccount.name,
      accountType: glAccount.accountType,
      blocked: glAccount.blocked,
      directPosting: glAccount.directPosting,
      nonDeductibleVatPercent: glAccount.nonDeductibleVatPercent,
    })
    .from(glAccount)
    .where(and(eq(glAccount.companyId, value("companyId")), sql`${glAccount.no} = any(${value("nos")}::text[])`)),
)

/** G/L accounts by number; those that do not exist are left out. */
export async function readAccounts(tx: Tx, companyId: number, nos: readonly string[]): Promise<Accounts> {
  return new Map((await accounts(tx, { companyId, nos })).map(row => [row.no, row]))
}
