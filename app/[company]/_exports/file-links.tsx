import { useTranslations } from "next-intl"
import { addressWith } from "@/app/_lists/list-address"
import { type FileFormat, fileFormats } from "@/app/_spreadsheet/answer"
import { FileSpreadsheet } from "@/components/icons"

const texts = { xlsx: "excel", csv: "csv" } as const satisfies Record<FileFormat, string>

/** The report as files. @param query of the report, as in its own address */
export function FileLinks({ path, query }: { path: string; query: Record<string, string> }) {
  const t = useTranslations("books")
  return fileFormats.map(format => (
    // The answer says that it is a file; it may be the question for the password instead.
    <a key={format} className="btn" href={addressWith(`${path}/file`, {}, { ...query, format })}>
      <FileSpreadsheet className="icon" aria-hidden="true" />
      {t(texts[format])}
    </a>
  ))
}
