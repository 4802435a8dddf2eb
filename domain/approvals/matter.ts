/** What an approval is of. */
import type { paymentOrder, purchaseInvoice } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import type { SubjectType } from "@/domain/history/record-event"
import type { Considered } from "./considered"
import type { ApprovalSetup, InForce } from "./in-force"
import type { DraftState } from "./moves"
import type { DraftRow, SignedChange } from "./signed"

/** A draft by its number, a payment order by its own, or a vendor's bank account by its id. */
export type MatterRef = string | { paymentOrder: string } | { bankAccount: string }

/** What every matter has, whatever it is. */
export type Matter = Pick<
  typeof purchaseInvoice.$inferSelect & typeof paymentOrder.$inferSelect,
  "companyId" | "no" | "version" | "requestedBy"
> & {
  /** As events and approvals name it. */
  type: "purchase_invoice" | "payment_order" | "vendor_bank_account"
  reviewState: DraftState
  /** What its events say beside. */
  said: { documentType: string; vendorName: string } & Record<string, string>
  /** In whose history its events stand. */
  historyOf: { type: SubjectType; no: string }
}

/** A matter with all that sending it and answering for it rest on. */
export type Approvable = {
  matter: Matter
  setup: ApprovalSetup
  inForce: InForce | null
  /** What an approval of it, as it is, signs. */
  signed: Record<string, unknown>
  digest: string
  /** There is nothing to approve. */
  isNothing: boolean
  /** What is not signed and yet shown. */
  beside: Record<string, unknown>
  /** What of it is not as the approval in force signed it. */
  changes: () => Promise<SignedChange[]>
  /** Whether an approval outlives those changes. */
  isKeptDespite: (changes: readonly SignedChange[]) => Promise<boolean>
  /** Whom it goes to, and who never answers. @throws Refusal exchange_rate_missing */
  consider: (senderId: number) => Promise<Considered>
  /** What else is written where it is approved or rejected, after its state; absent: nothing. */
  settled?: (tx: Tx, actor: Actor, became: DraftState, reason: string) => Promise<void>
}

/** Of a purchase invoice or credit memo. */
export function matterOf({ buyFromVendorName, documentType, ...header }: DraftRow): Matter {
  const { companyId, no, version, requestedBy, reviewState } = header
  const said = { documentType, vendorName: buyFromVendorName }
  const historyOf = { type: "purchase_invoice", no } as const
  return { type: "purchase_invoice", companyId, no, version, requestedBy, reviewState, said, historyOf }
}
