import { useTranslations } from "next-intl"
import { PlainSelectField } from "@/components/plain-select-field"

/** Which end of a list of entries comes first. */
export function OrderField({ oldestFirst }: { oldestFirst: boolean }) {
  const t = useTranslations("books")
  return (
    <PlainSelectField
      name="order"
      label={t("order")}
      defaultValue={oldestFirst ? "asc" : ""}
      options={[
        { value: "", label: t("newestFirst") },
        { value: "asc", label: t("oldestFirst") },
      ]}
    />
  )
}
