import { useTranslations } from "next-intl"
import { SelectField } from "@/components/select-field"

/** Which end of a list of entries comes first. */
export function OrderField({ oldestFirst }: { oldestFirst: boolean }) {
  const t = useTranslations("books")
  return (
    <SelectField
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
