import { eq, sql } from "drizzle-orm"
import { approvalAccountLimit, approvalVendorLimit, glAccount, vendor } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { type AccountFilter, parseAccountFilter } from "@/domain/books/totaling"
import { Decimal } from "@/domain/money/decimal"
import type { Limit, Limits } from "./limits"

/**
 * Limits of a company's people for vendors and accounts. Of a vendor that was merged into another its limits are the other's: of two the
 * lower. Two statements.
 */
export async function readLimits(tx: Tx, companyId: number) {
  const [vendors, accounts] = await Promise.all([
    tx.execute<Limit & { userId: number; vendorNo: string }>(sql`
      with recursive named as (
        select l.user_id, l.vendor_no, l.approval_limit, l.unlimited from ${approvalVendorLimit} l where l.company_id = ${companyId}
        union all
        select n.user_id, v.merged_into, n.approval_limit, n.unlimited from named n
          join ${vendor} v on v.company_id = ${companyId} and v.no = n.vendor_no and v.merged_into is not null
      )
      select user_id as "userId", vendor_no as "vendorNo", approval_limit as "approvalLimit", unlimited from named`),
    tx
      .select({
        userId: approvalAccountLimit.userId,
        accountNo: approvalAccountLimit.accountNo,
        approvalLimit: approvalAccountLimit.approvalLimit,
        totaling: glAccount.totaling,
      })
      .from(approvalAccountLimit)
      .innerJoin(
        glAccount,
        sql`${glAccount.companyId} = ${approvalAccountLimit.companyId} and ${glAccount.no} = ${approvalAccountLimit.accountNo}`,
      )
      .where(eq(approvalAccountLimit.companyId, companyId)),
  ])
  const ofVendors = new Map<number, Map<string, Limit>>()
  for (const { userId, vendorNo, approvalLimit, unlimited } of vendors) {
    const own = ofVendors.get(userId) ?? new Map<string, Limit>()
    own.set(vendorNo, lower(own.get(vendorNo), { approvalLimit, unlimited }))
    ofVendors.set(userId, own)
  }
  const ofAccounts = new Map<number, Map<string, string>>()
  for (const { userId, accountNo, approvalLimit } of accounts) {
    ofAccounts.set(userId, (ofAccounts.get(userId) ?? new Map<string, string>()).set(accountNo, approvalLimit))
  }
  return {
    of: (userId: number): Pick<Limits, "ofVendors" | "ofAccounts"> => ({
      ofVendors: ofVendors.get(userId) ?? new Map(),
      ofAccounts: ofAccounts.get(userId) ?? new Map(),
    }),
    accounts: new Map<string, AccountFilter>(
      accounts.map(({ accountNo, totaling }) => [accountNo, parseAccountFilter(totaling || accountNo)]),
    ),
  }
}

function lower(one: Limit | undefined, other: Limit): Limit {
  if (!one || one.unlimited) return other
  if (other.unlimited) return one
  return new Decimal(one.approvalLimit!).lte(other.approvalLimit!) ? one : other
}
