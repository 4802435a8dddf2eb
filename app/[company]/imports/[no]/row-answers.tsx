import { useTranslations } from "next-intl"
import { SelectField } from "@/components/form/select-field"
import type { ImportRead } from "@/domain/imports/read-import"

/** What is asked about the rows of a file, where anything is. */
export function RowAnswers({ read }: { read: ImportRead }) {
  const t = useTranslations("imports.asks")
  if (!asksOfRows(read)) return null
  return (
    <SelectField
      name="rows.equal_payments"
      label={t("equal_payments")}
      width="whole"
      warning={t("open")}
      options={[
        { value: "", label: t("choose") },
        ...(["each", "once"] as const).map(value => ({ value, label: t(`equal_paymentsOf.${value}`) })),
      ]}
    />
  )
}

/** Whether anything is asked about the rows. */
export function asksOfRows({ asks }: ImportRead): boolean {
  return asks.some(({ about }) => about === "rows")
}
