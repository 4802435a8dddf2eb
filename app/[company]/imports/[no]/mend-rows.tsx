import { getTranslations } from "next-intl/server"
import { mendRows } from "@/app/[company]/imports/actions"
import { Form } from "@/components/form/form"
import { HiddenField } from "@/components/form/hidden-field"
import { TextField } from "@/components/form/text-field"
import { SubmitButton } from "@/components/submit-button"
import type { Actor } from "@/domain/access/actor"
import type { ImportRead } from "@/domain/imports/read-import"
import type { ImportRow } from "@/domain/imports/read-import-rows"
import { writtenFields } from "@/domain/imports/written-fields"
import { reasonSentences } from "./reason-sentences"

type Props = { rows: readonly ImportRow[]; read: ImportRead; company: string; language: Actor["language"] }

/** Refused rows with their cells as fields: what is changed is tried again. */
export async function MendRows({ rows, read, company, language }: Props) {
  const { kind, reading } = read
  const [t, say] = [await getTranslations("imports"), await reasonSentences(kind, language)]
  const columns = kind.fileColumns.flatMap(column => {
    const at = reading?.mapping[column.name]
    return typeof at === "number" ? [{ ...column, at }] : []
  })
  const written = (row: ImportRow) => (reading ? writtenFields(kind, reading, row, language) : row.fields)
  return (
    <Form action={mendRows.bind(null, company, read.import.no)} label={t("mend.label")} className="records">
      <HiddenField name="generation" value={read.import.generation} />
      {rows.map(row => (
        <fieldset key={row.rowNo}>
          <legend>
            {t("column.row")} {row.rowNo}
          </legend>
          {row.reasons
            .filter(({ params }) => !columns.some(({ name }) => name === params?.column))
            .map(reason => (
              <p className="hint bad" key={reason.code}>
                {say(reason)}
              </p>
            ))}
          <div className="fields">
            {columns.map(({ name, at }) => {
              const text = written(row)[at] ?? ""
              const about = row.reasons.filter(({ params }) => params?.column === name).map(say)
              return (
                <div key={name}>
                  <input type="hidden" name={`was.${row.rowNo}.${name}`} value={text} />
                  <TextField
                    name={`row.${row.rowNo}.${name}`}
                    label={kind.label(name, language)}
                    defaultValue={text}
                    warning={about.length > 0 ? about.join(" ") : undefined}
                    autoComplete="off"
                  />
                </div>
              )
            })}
          </div>
        </fieldset>
      ))}
      <p className="hint">{t("mend.hint")}</p>
      <div className="actions">
        <SubmitButton pendingLabel={t("mend.pending")}>{t("mend.button")}</SubmitButton>
      </div>
    </Form>
  )
}
