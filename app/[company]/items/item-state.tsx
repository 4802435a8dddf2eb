import { useTranslations } from "next-intl"
import { State } from "@/components/state"

type Props = { item: { blocked: boolean; salesBlocked: boolean; purchasingBlocked: boolean } }

/** Whether and how an item is blocked; nothing for one that is not. */
export function ItemState({ item }: Props) {
  const t = useTranslations("items.field")
  if (item.blocked || (item.salesBlocked && item.purchasingBlocked)) return <State name="blocked">{t("blocked")}</State>
  if (item.salesBlocked) return <State name="blocked">{t("salesBlocked")}</State>
  return item.purchasingBlocked ? <State name="blocked">{t("purchasingBlocked")}</State> : null
}
