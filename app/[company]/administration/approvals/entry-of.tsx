import { useTranslations } from "next-intl"
import type { WaitingEntry } from "@/domain/purchase-approvals/waiting-entries"

/** What is to be approved: a draft's number, or a payment order by its name, as its number alone says nothing. */
export function EntryOf({ entry: { type, no } }: { entry: Pick<WaitingEntry, "type" | "no"> }) {
  const t = useTranslations("payment_orders")
  return type === "payment_order" ? <span>{t("titleOf", { no })}</span> : <span className="no">{no}</span>
}
