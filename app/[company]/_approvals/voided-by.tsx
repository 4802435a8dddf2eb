import { getTranslations } from "next-intl/server"
import { fieldLabel } from "@/app/field-label"

/** What was changed after it was signed, so that the approval counts no longer: each field once, by its name. */
export async function VoidedBy({ fields }: { fields: readonly string[] }) {
  const t = await getTranslations("approvals")
  const named = await signedNames(fields)
  return <p className="hint">{t("voidedBy", { fields: named.join(", ") })}</p>
}

/** What is signed by the names that the reader knows: fields of a document's form, of a payment's, and what is neither. */
export async function signedNames(fields: readonly string[]): Promise<string[]> {
  const [t, payments] = await Promise.all([getTranslations("approvals"), getTranslations("payments")])
  const nameOf = async (field: string) =>
    (await fieldLabel(field)) ??
    (payments.has(field as "amount") ? payments(field as "amount") : t(`signed.${wordOf(field)}`))
  return [...new Set(await Promise.all(fields.map(nameOf)))]
}

/** Of what is signed and is no field of the form: a line that came or went, an account, amounts. */
function wordOf(field: string): "lines" | "bankAccount" | "onlyAccount" | "other" {
  if (field.startsWith("entries")) return "lines"
  if (field.startsWith("lines")) return "lines"
  if (field === "isOnlyAccount") return "onlyAccount"
  return field === "bankAccount" ? "bankAccount" : "other"
}
