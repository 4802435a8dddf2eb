import { useTranslations } from "next-intl"
import { State } from "@/components/state"

/** Whether and how a customer is blocked; nothing for one that is not. */
export function CustomerState({ blocked, isPrivate }: { blocked: string; isPrivate: boolean }) {
  const t = useTranslations("customers")
  if (isPrivate) return <State name="blocked">{t("field.privacyBlocked")}</State>
  if (blocked === "") return null
  return (
    <State name="blocked">
      {t("blockedFor", { what: t(`choice.blocked.${blocked as "ship" | "invoice" | "all"}`) })}
    </State>
  )
}
