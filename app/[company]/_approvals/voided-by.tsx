import { getTranslations } from "next-intl/server"
import { fieldLabel } from "@/app/field-label"

/** What was changed after it was signed, so that the approval counts no longer: each field once, by its name. */
export async function VoidedBy({ fields }: { fields: readonly string[] }) {
  const t = await getTranslations("approvals")
  const named = await Promise.all(fields.map(async field => (await fieldLabel(field)) ?? t(`signed.${wordOf(field)}`)))
  return <p className="hint">{t("voidedBy", { fields: [...new Set(named)].join(", ") })}</p>
}

/** Of what is signed and is no field of the form: a line that came or went, an account, amounts. */
function wordOf(field: string): "lines" | "bankAccount" | "other" {
  if (field.startsWith("lines")) return "lines"
  return field === "bankAccount" ? "bankAccount" : "other"
}
