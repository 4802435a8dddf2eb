import { useTranslations } from "next-intl"
import { addressWith } from "@/app/_lists/list-address"
import { type FileFormat, fileFormats } from "@/app/_spreadsheet/answer"
import { FileSpreadsheet } from "@/components/icons"

const texts = { xlsx: "excel", csv: "csv" } as const satisfies Record<FileFormat, string>

/** The report as files. @param query of the report, as in its own address */
export function FileLinks({ path, query }: { path: string; query: Record<string, string> }) {
  const t = useTranslations("books")
  return fileFormats.map(format => (
    <a key={format} className="btn" href={addressWith(`${path}/file`, {}, { ...query, format })} download>
      <FileSpreadsheet className="icon" aria-hidden="true" />
      {t(texts[format])}
    </a>
  ))
}
