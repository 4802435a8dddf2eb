import type { Decimal } from "@/domain/money/decimal"
import type { Bearing } from "./limits"

/** Why somebody never approves something, through whatever role or hand. */
export type Exclusion =
  | "requested"
  | "sent"
  | "edited"
  | "edited_vendor"
  | "registered_vendor"
  | "proposed_bank_account"
  | "confirmed_bank_account"

/** What is to be approved. */
export type Subject = Bearing & {
  /** Whose rules it goes by. */
  kind: "purchase_document" | "payment" | "bank_account"
  senderId: number
  requesterId: number
  accountNos: ReadonlySet<string>
  /** By how many percent it is above what was asked for; null: nothing was. */
  differencePercent: Decimal | null
  excluded: ReadonlyMap<number, Exclusion>
  /** Who may approve what they asked for themselves, as there is nobody else and the company allows it; absent: nobody. */
  ownApproverId?: number
}
