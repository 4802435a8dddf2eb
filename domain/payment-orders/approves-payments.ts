import { and, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm"
import { paymentOrder, purchasesSetup } from "@/db/schema"

/** Whether a company approves payments, or has orders that still wait from when it did; elsewhere nothing is shown of them. SQL. */
export function approvesPayments({ companyId }: { companyId: number }): SQL<boolean> {
  const [o, s] = [paymentOrder, purchasesSetup]
  return sql<boolean>`(exists (select from ${s} where ${and(eq(s.companyId, companyId), isNotNull(s.paymentApprovalFrom))})
    or exists (select from ${o} where ${and(eq(o.companyId, companyId), isNull(o.endedAt))}))`
}
