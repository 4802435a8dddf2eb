import { getTranslations } from "next-intl/server"
import type { Grouping, InsightKind, Unit } from "@/domain/insight/figure-kind"
import type { FigureRow } from "@/domain/insight/read-figures"
import { formatMonthName } from "@/language/date-format"
import type { Language } from "@/language/language"
import { formatNumber } from "@/language/number-format"

/** A value as readers write it; null is nothing. @param decimals of the company's amounts */
export function figureWritten(value: string | null, unit: Unit, language: Language, decimals: number): string {
  if (value === null) return ""
  switch (unit) {
    case "money":
      return formatNumber(value, language, { min: decimals, max: decimals })
    case "unitCost":
      return formatNumber(value, language, { min: decimals, max: 5 })
    case "percent":
      return `${formatNumber(value, language, { min: 1, max: 1 })}\u00a0%`
    case "days":
      return formatNumber(value, language, { min: 1, max: 1 })
    default:
      return formatNumber(value, language, { max: 5 })
  }
}

/** Names the groups of a kind of figure: `long` in tables, `short` where a chart has no room for more. */
export async function groupNames({ groupedBy }: Pick<InsightKind, "groupedBy">, language: Language) {
  const t = await getTranslations("insight")
  const named: Partial<Record<Grouping, (key: string, length: "long" | "short") => string>> = {
    month: (key, length) => formatMonthName(key, language, length),
    age: key => t(`age.${key}` as "age.00"),
  }
  return ({ key, label }: Pick<FigureRow, "key" | "label">, length: "long" | "short" = "long"): string =>
    named[groupedBy]?.(key, length) ?? label ?? key
}
