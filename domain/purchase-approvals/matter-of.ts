/** What an approval is of, found by its reference: the one place that knows how each kind is locked and seen. */
import { and, eq } from "drizzle-orm"
import { purchaseInvoice } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import type { Approvable, MatterRef } from "@/domain/approvals/matter"
import { NotFound } from "@/domain/errors"
import { lockOrder, lockOrderOf, seeOrder } from "@/domain/payment-orders/find-order"
import { weighOrder } from "@/domain/payment-orders/weigh-order"
import { lockPurchaseDocument } from "@/domain/purchase-documents/access"
import { lockAccount, lockAccountOf, seeAccount } from "@/domain/vendor-bank-accounts/find-account"
import { weighAccount } from "@/domain/vendor-bank-accounts/weigh-account"
import { readSeen } from "./seen"
import { weighDraft } from "./weigh-draft"

/**
 * Locks it for who sends it or answers for it: whoever comes second waits.
 *
 * @throws NotFound, Forbidden as for seeing it
 */
export async function lockMatter(tx: Tx, actor: Actor, of: MatterRef): Promise<Approvable> {
  if (typeof of === "string") return weighDraft(tx, await lockPurchaseDocument(tx, actor, of))
  if ("bankAccount" in of) return weighAccount(tx, await lockAccount(tx, actor, of.bankAccount))
  return weighOrder(tx, await lockOrder(tx, actor, of.paymentOrder))
}

/** The same, not locked. */
export async function seeMatter(tx: Tx, actor: Actor, of: MatterRef): Promise<Approvable> {
  if (typeof of === "string") return weighDraft(tx, await readSeen(tx, actor, of))
  if ("bankAccount" in of) return weighAccount(tx, await seeAccount(tx, actor, of.bankAccount))
  return weighOrder(tx, await seeOrder(tx, actor, of.paymentOrder))
}

/**
 * Locks it for an administrator, who mends its approval without seeing what it buys.
 *
 * @throws NotFound, Forbidden
 */
export async function lockForAdministration(tx: Tx, actor: Actor, of: MatterRef): Promise<Approvable> {
  authorise(actor, "company.administer")
  const found = await lockMatterOf(tx, actor.companyId, of)
  if (!found) throw new NotFound("approval")
  return found
}

/** Locks it for nobody in particular. @returns null where the company has none, or it has ended */
export async function lockMatterOf(tx: Tx, companyId: number, of: MatterRef): Promise<Approvable | null> {
  if (typeof of !== "string") {
    if ("bankAccount" in of) {
      const account = await lockAccountOf(tx, companyId, of.bankAccount)
      return account && weighAccount(tx, account)
    }
    const order = await lockOrderOf(tx, companyId, of.paymentOrder)
    return order && weighOrder(tx, order)
  }
  const [header] = await tx
    .select()
    .from(purchaseInvoice)
    .where(and(eq(purchaseInvoice.companyId, companyId), eq(purchaseInvoice.no, of)))
    .for("update")
  return header ? weighDraft(tx, header) : null
}

/** How an approval names what it is of. */
export function refOf({ type, no }: Pick<Approvable["matter"], "type" | "no">): MatterRef {
  if (type === "vendor_bank_account") return { bankAccount: no }
  return type === "payment_order" ? { paymentOrder: no } : no
}
