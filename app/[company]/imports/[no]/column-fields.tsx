import { useTranslations } from "next-intl"
import { SelectField } from "@/components/form/select-field"
import type { Actor } from "@/domain/access/actor"
import type { Understanding } from "@/domain/file-reading/understanding"
import type { AnyImportKind } from "@/domain/import-kinds/import-kind"
import type { ImportAsk } from "@/domain/imports/read-import"
import { samplesInWords } from "./shown-value"

type Props = { kind: AnyImportKind; reading: Understanding; asks: readonly ImportAsk[]; language: Actor["language"] }

/** Columns of a file that are offered for each of ours: a list of thousands is no help, and makes the page megabytes. */
export const MOST_OFFERED = 200

/** Which column of the file is which, with samples of how it was read. */
export function ColumnFields({ kind, reading, asks, language }: Props) {
  const t = useTranslations("imports")
  const places = reading.header.map((name, at) => ({ value: String(at), label: name || `${at + 1}` }))
  const offered = places.slice(0, MOST_OFFERED)
  // What was found or chosen farther on stays to be seen.
  const offeredFor = (at: number | null | undefined) =>
    typeof at === "number" && at >= offered.length ? [...offered, places[at]!] : offered
  return (
    <div className="fields">
      {kind.fileColumns.map(({ name, kind: type }) => {
        const ask = asks.find(each => each.about === "column" && each.column === name)
        const label = kind.label(name, language)
        const samples = reading.samples.columns[name] ?? []
        return (
          <SelectField
            key={name}
            name={`column.${name}`}
            label={label}
            defaultValue={String(reading.mapping[name] ?? "")}
            warning={
              ask && "why" in ask
                ? t(`asks.${ask.why === "twice" ? "twice" : "missing"}`, { column: label })
                : undefined
            }
            hint={samples.length > 0 ? samplesInWords(t, samples, type, language) : undefined}
            options={[{ value: "", label: t("reading.none") }, ...offeredFor(reading.mapping[name])]}
          />
        )
      })}
    </div>
  )
}
