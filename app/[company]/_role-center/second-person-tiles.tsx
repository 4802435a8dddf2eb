import { useLocale, useTranslations } from "next-intl"
import { countShown } from "@/components/count-shown"
import type { Tile } from "@/components/tiles"
import type { SecondPerson } from "@/domain/role-center/count-second-person"

/** What waits for a second person to look at it; nothing of what does not. @param lists where the company's lists begin */
export function useSecondPerson(counts: SecondPerson | undefined, lists: string): Tile[] {
  const t = useTranslations("role_center")
  const language = useLocale()
  if (!counts) return []
  const { unproven, ownUnproven, bankAccounts = 0, registrations } = counts
  const tiles: Tile[] = [
    {
      count: unproven,
      label: t("tile.unproven"),
      href: `${lists}/vendors?waits=unproven`,
      hint: ownUnproven > 0 ? t("hint.ownUnproven", { count: countShown(ownUnproven, language) }) : undefined,
      state: "unproven",
    },
    {
      count: bankAccounts,
      label: t("tile.bankAccounts"),
      href: `${lists}/vendors?waits=bank_account`,
      state: "unproven",
    },
    {
      count: registrations,
      label: t("tile.registrations"),
      href: `${lists}/vendor-registrations`,
      state: "unproven",
    },
  ]
  return tiles.filter(({ count }) => count > 0)
}
