import { useTranslations } from "next-intl"
import { TextField } from "@/components/form/text-field"
import { NO_HEADER } from "@/domain/file-reading/find-header"
import type { Understanding } from "@/domain/file-reading/understanding"
import type { ImportRead } from "@/domain/imports/read-import"

/** Which row names the columns; asked where the chosen one is blank, and doubted where the one that was found names none. */
export function HeaderRowField({ read, reading: { headerRow } }: { read: ImportRead; reading: Understanding }) {
  const t = useTranslations("imports")
  const blank = read.asks.find(ask => ask.about === "headerRow")
  const doubt = headerRow !== NO_HEADER && namesNothing(read) ? t("asks.namelessHeader", { row: headerRow }) : undefined
  return (
    <TextField
      name="headerRow"
      label={t("reading.headerRow")}
      inputMode="numeric"
      autoComplete="off"
      className="num"
      hint={t("reading.headerRowHint")}
      warning={blank ? t("asks.blankHeader", { row: blank.row }) : doubt}
      defaultValue={String(blank?.row ?? headerRow)}
    />
  )
}

/** Whether every column that a file must have is missing. */
function namesNothing({ asks, kind }: ImportRead): boolean {
  const missing = asks.filter(ask => ask.about === "column" && ask.why === "missing").length
  return missing === kind.fileColumns.filter(({ required }) => required).length
}
