/** What an approval is of. */
import type { paymentOrder, purchaseInvoice } from "@/db/schema"
import type { Considered } from "./considered"
import type { ApprovalSetup, InForce } from "./in-force"
import type { DraftState } from "./moves"
import type { DraftRow, SignedChange } from "./signed"

/** A draft by its number, or a payment order by its own. */
export type MatterRef = string | { paymentOrder: string }

/** What every matter has, whatever it is. */
export type Matter = Pick<
  typeof purchaseInvoice.$inferSelect & typeof paymentOrder.$inferSelect,
  "companyId" | "no" | "version" | "requestedBy"
> & {
  /** As events and approvals name it. */
  type: "purchase_invoice" | "payment_order"
  reviewState: DraftState
  /** What its events say beside. */
  said: { documentType: string; vendorName: string }
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
}

/** Of a purchase invoice or credit memo. */
export function matterOf({ buyFromVendorName, documentType, ...header }: DraftRow): Matter {
  const { companyId, no, version, requestedBy, reviewState } = header
  const said = { documentType, vendorName: buyFromVendorName }
  return { type: "purchase_invoice", companyId, no, version, requestedBy, reviewState, said }
}
