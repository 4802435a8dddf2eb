import { useTranslations } from "next-intl"
import type { WaitingEntry } from "@/domain/purchase-approvals/waiting-entries"

/** What is to be approved: a draft's number, a payment order by its name, as its number alone says nothing, or a vendor's bank account. */
export function EntryOf({ entry: { type, no, vendorNo } }: { entry: Pick<WaitingEntry, "type" | "no" | "vendorNo"> }) {
  const [t, accounts] = [useTranslations("payment_orders"), useTranslations("bank_accounts")]
  if (type === "vendor_bank_account") return <span>{accounts("ofVendor", { no: vendorNo ?? "" })}</span>
  return type === "payment_order" ? <span>{t("titleOf", { no })}</span> : <span className="no">{no}</span>
}
