import { useTranslations } from "next-intl"
import { State } from "@/components/state"

type Props = {
  vendor: { blocked: "" | "payment" | "all"; privacyBlocked: boolean; unproven: boolean; mergedInto: string | null }
}

/** Whether and how a vendor is blocked, and whether it is unproven; nothing for one that is neither. */
export function VendorState({ vendor }: Props) {
  const t = useTranslations("vendors")
  if (vendor.mergedInto !== null) return <State name="disabled">{t("blocked.merged", { no: vendor.mergedInto })}</State>
  const isBlocked = vendor.blocked !== "" || vendor.privacyBlocked
  return (
    <>
      {isBlocked && <State name="blocked">{t(`blocked.${vendor.blocked === "" ? "privacy" : vendor.blocked}`)}</State>}
      {vendor.unproven && <State name="unproven">{t("unproven.state")}</State>}
    </>
  )
}
