import { getTranslations } from "next-intl/server"
import type { ChoiceOption } from "@/components/form/choice-group"
import { roles } from "@/domain/access/rights"

/** The roles to choose from, in the reader's language. */
export async function roleOptions(): Promise<ChoiceOption[]> {
  const t = await getTranslations("users.role")
  return roles.map(role => ({ value: role, label: t(role) }))
}
