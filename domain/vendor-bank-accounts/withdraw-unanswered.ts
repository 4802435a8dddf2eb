import { and, eq, inArray, isNull, sql } from "drizzle-orm"
import { vendor, vendorBankAccount } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { recordEvent } from "@/domain/history/record-event"
import { recordSecurity } from "@/domain/security-log/record"
import { shownNumber } from "./bank-account"

/**
 * Withdraws those of some accounts that nobody has answered yet, as what proposed them is undone; what a second person confirmed or
 * rejected stays. Their vendors are held, and the caller has asked for the right.
 *
 * @param reason what was undone, such as the number of an import
 */
export async function withdrawUnanswered(tx: Tx, actor: Actor, ids: readonly number[], reason: string): Promise<void> {
  if (ids.length === 0) return
  const a = vendorBankAccount
  const withdrawn = await tx
    .update(a)
    .set({ withdrawnBy: actor.userId, withdrawnByName: actor.name, withdrawnAt: sql`now()`, reason })
    .where(
      and(
        eq(a.companyId, actor.companyId),
        inArray(a.id, [...ids]),
        isNull(a.confirmedAt),
        isNull(a.rejectedAt),
        isNull(a.withdrawnAt),
      ),
    )
    .returning()
  for (const account of withdrawn) {
    const [own] = await tx
      .select({ name: vendor.name })
      .from(vendor)
      .where(and(eq(vendor.companyId, actor.companyId), eq(vendor.no, account.vendorNo)))
    await recordSecurity(tx, actor, { kind: "bank_account_changed", detail: account.vendorNo })
    await recordEvent(tx, {
      companyId: actor.companyId,
      actor,
      kind: "vendor.bank_account_withdrawn",
      subjectType: "vendor",
      subjectNo: account.vendorNo,
      data: {
        vendorName: own!.name,
        account: shownNumber(account, false),
        holder: account.accountHolder,
        reason,
      },
    })
  }
}
