import type { useTranslations } from "next-intl"
import type { ColumnKind } from "@/domain/file-reading/columns"
import type { Sample } from "@/domain/file-reading/understanding"
import { formatDate } from "@/language/date-format"
import type { Language } from "@/language/language"
import { formatNumber } from "@/language/number-format"

/** What was understood of a cell, as the reader writes it. */
export function valueInFile(value: string, kind: ColumnKind, language: Language): string {
  if (value === "") return ""
  if (kind === "number") return formatNumber(value, language)
  if (kind === "date") return formatDate(value, language)
  return kind === "list" ? value.replaceAll("\n", ", ") : value
}

/** Samples of how a column or a way was read: what stands in the file, and what it was understood as where that is written otherwise. */
export function samplesInWords(
  t: ReturnType<typeof useTranslations<"imports">>,
  samples: readonly Sample[],
  kind: ColumnKind,
  language: Language,
): string {
  const said = samples.map(({ text, value }) => {
    const shown = value === null ? t("reading.notRead") : valueInFile(value, kind, language)
    return shown === text ? text : t("reading.sampleOf", { text, value: shown })
  })
  return t("reading.sample", { samples: said.join(" · ") })
}
