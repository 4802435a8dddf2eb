import { useTranslations } from "next-intl"
import { State } from "@/components/state"

type Props = { vendor: { blocked: "" | "payment" | "all"; privacyBlocked: boolean } }

/** Whether and how a vendor is blocked; nothing for one that is not. */
export function VendorState({ vendor }: Props) {
  const t = useTranslations("vendors.blocked")
  if (vendor.blocked === "" && !vendor.privacyBlocked) return null
  return <State name="blocked">{vendor.blocked === "" ? t("privacy") : t(vendor.blocked)}</State>
}
