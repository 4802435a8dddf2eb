import { useTranslations } from "next-intl"
import { SelectField } from "@/components/form/select-field"
import { TextField } from "@/components/form/text-field"
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
import { RowAnswers } from "./row-answers"

const separatorNames: Record<Separator, string> = { ";": "semicolon", ",": "comma", "\t": "tab", "|": "bar" }
const decimalNames: Record<DecimalSign, string> = { ".": "point", ",": "comma" }

/** Encoding, separator or sheet, decimal sign, order of dates, row of the header; and what is asked about rows. */
export function WayFields({ read, reading }: { read: ImportRead; reading: Understanding }) {
  const t = useTranslations("imports")
  const askOf = (about: string) => read.asks.find(ask => ask.about === about)
  const wayHint = (samples: readonly Sample[], about: string) => {
    const ask = askOf(about)
    const shown = samples.map(({ text, value }) =>
      t("reading.sampleOf", { text, value: value ?? t("reading.notRead") }),
    )
    return shown.length > 0 || ask ? t("reading.sample", { samples: shown.join(" · ") }) : t("reading.nothing")
  }
  const warning = (about: string) => {
    const ask = askOf(about)
    return ask && "why" in ask ? t(`asks.${ask.why === "contradictory" ? "contradictory" : "open"}`) : undefined
  }
  const open = { value: "", label: t("asks.choose") }
  return (
    <>
      <div className="fields">
        {reading.encoding !== null && (
          <SelectField
            name="encoding"
            label={t("reading.encoding")}
            defaultValue={reading.encoding}
            warning={warning("encoding")}
            hint={reading.samples.encoding.join(" · ") || undefined}
            options={encodings.map(value => ({ value, label: t(`encodings.${value}`) }))}
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
            defaultValue={reading.sheet ?? ""}
            warning={warning("sheet")}
            options={[
              ...(reading.sheet === null ? [open] : []),
              ...reading.sheets.map(value => ({ value, label: value })),
            ]}
          />
        )}
        <SelectField
          name="decimal"
          label={t("reading.decimal")}
          defaultValue={reading.decimal ?? ""}
          warning={warning("decimal")}
          hint={wayHint(reading.samples.decimal, "decimal")}
          options={[
            ...(reading.decimal === null ? [open] : []),
            ...decimalSigns.map(value => ({ value, label: t(`decimals.${decimalNames[value]}`) })),
          ]}
        />
        <SelectField
          name="dates"
          label={t("reading.dates")}
          defaultValue={reading.dates ?? ""}
          warning={warning("dates")}
          hint={wayHint(reading.samples.dates, "dates")}
          options={[
            ...(reading.dates === null ? [open] : []),
            ...dateOrders.map(value => ({ value, label: t(`dateOrders.${value}`) })),
          ]}
        />
        <TextField
          name="headerRow"
          label={t("reading.headerRow")}
          inputMode="numeric"
          autoComplete="off"
          className="num"
          defaultValue={String(reading.headerRow)}
        />
      </div>
      <RowAnswers read={read} />
    </>
  )
}
