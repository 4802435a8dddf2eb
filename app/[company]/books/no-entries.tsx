import { useTranslations } from "next-intl"
import { Empty } from "@/components/empty"

/** Instead of a list without entries. */
export function NoEntries({ filtered }: { filtered: boolean }) {
  const t = useTranslations("books")
  return (
    <Empty title={filtered ? t("nothingFound") : t("none")}>{filtered ? t("nothingFoundThen") : t("noneThen")}</Empty>
  )
}
