import { getTranslations } from "next-intl/server"
import type { CheckboxOption } from "@/components/form/checkbox-group"
import { roles } from "@/domain/access/rights"

/** The roles to choose from, in the reader's language. */
export async function roleOptions(): Promise<CheckboxOption[]> {
  const t = await getTranslations("users.role")
  return roles.map(role => ({ value: role, label: t(role) }))
}
