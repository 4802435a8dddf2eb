import { useTranslations } from "next-intl"
import { SelectField } from "@/components/form/select-field"
import type { ColumnKind } from "@/domain/file-reading/columns"
import {
  type DecimalSign,
  dateOrders,
  decimalSigns,
  encodings,
  type Sample,
  type Separator,
  separators,
  type Understanding,
} from "@/domain/file-reading/understanding"
import type { ImportRead } from "@/domain/imports/read-import"
import type { Language } from "@/language/language"
import { HeaderRowField } from "./header-row-field"
import { RowAnswers } from "./row-answers"
import { samplesInWords } from "./shown-value"

/** In the messages. */
export const separatorNames: Record<Separator, string> = { ";": "semicolon", ",": "comma", "\t": "tab", "|": "bar" }
export const decimalNames: Record<DecimalSign, string> = { ".": "point", ",": "comma" }

type Props = { read: ImportRead; reading: Understanding; language: Language }

/** Encoding, separator or sheet, decimal sign, order of dates, row of the header; and what is asked about rows. */
export function WayFields({ read, reading, language }: Props) {
  const t = useTranslations("imports")
  const askOf = (about: string) => read.asks.find(ask => ask.about === about)
  const wayHint = (samples: readonly Sample[], kind: ColumnKind) =>
    samples.length > 0 ? samplesInWords(t, samples, kind, language) : t("reading.nothing")
  const warning = (about: string) => {
    const ask = askOf(about)
    return ask && "why" in ask ? t(`asks.${ask.why === "contradictory" ? "contradictory" : "open"}`) : undefined
  }
  /** Where there is no way: it is asked, or makes no difference. */
  const open = (about: string) => ({ value: "", label: askOf(about) ? t("asks.choose") : t("reading.any") })
  return (
    <>
      <div className="fields">
        {reading.encoding !== null && (
          <SelectField
            name="encoding"
            label={t("reading.encoding")}
            defaultValue={askOf("encoding") ? "" : reading.encoding}
            warning={warning("encoding")}
            hint={reading.samples.encoding.join(" · ") || undefined}
            options={[
              ...(askOf("encoding") ? [open("encoding")] : []),
              ...encodings.map(value => ({ value, label: t(`encodings.${value}`) })),
            ]}
          />
        )}
        {reading.separator !== null && (
          <SelectField
            name="separator"
            label={t("reading.separator")}
            defaultValue={reading.separator}
            options={separators.map(value => ({ value, label: t(`separators.${separatorNames[value]}`) }))}
          />
        )}
        {reading.sheets.length > 0 && (
          <SelectField
            name="sheet"
            label={t("reading.sheet")}
            defaultValue={askOf("sheet") ? "" : (reading.sheet ?? "")}
            warning={warning("sheet")}
            options={[
              ...(askOf("sheet") ? [open("sheet")] : []),
              ...reading.sheets.map(value => ({ value, label: value })),
            ]}
          />
        )}
        <SelectField
          name="decimal"
          label={t("reading.decimal")}
          defaultValue={reading.decimal ?? ""}
          warning={warning("decimal")}
          hint={wayHint(reading.samples.decimal, "number")}
          options={[
            ...(reading.decimal === null ? [open("decimal")] : []),
            ...decimalSigns.map(value => ({ value, label: t(`decimals.${decimalNames[value]}`) })),
          ]}
        />
        <SelectField
          name="dates"
          label={t("reading.dates")}
          defaultValue={reading.dates ?? ""}
          warning={warning("dates")}
          hint={wayHint(reading.samples.dates, "date")}
          options={[
            ...(reading.dates === null ? [open("dates")] : []),
            ...dateOrders.map(value => ({ value, label: t(`dateOrders.${value}`) })),
          ]}
        />
        <HeaderRowField read={read} reading={reading} />
      </div>
      <RowAnswers read={read} />
    </>
  )
}
