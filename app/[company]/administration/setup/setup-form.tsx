import { getTranslations } from "next-intl/server"
import { MergedFields } from "@/app/[company]/_records/merged-fields"
import { RecordControl } from "@/app/[company]/_records/record-control"
import { ClientMessages } from "@/app/client-messages"
import { Form } from "@/components/form/form"
import { VersionField } from "@/components/form/version-field"
import { Link } from "@/components/link"
import { SubmitButton } from "@/components/submit-button"
import type { RecordValues } from "@/domain/records/definition"
import type { RecordChoice } from "@/domain/records/references"
import type { SetupDefinition } from "@/domain/setup/definition"
import { saveRow } from "./actions"

type Props = {
  company: string
  definition: SetupDefinition
  values: RecordValues
  choices: Record<string, RecordChoice[]>
  version: number
  /** Of the row; null: a new one, whose key can still be chosen. */
  rowKey: string[] | null
  /** Where one goes without saving. */
  back: string
}

/** The form of a row of setup, made from the definition of its table. */
export async function SetupForm({ company, definition, values, choices, version, rowKey, back }: Props) {
  const t = await getTranslations("setup")
  const fields = rowKey ? definition.fields.filter(({ name }) => !definition.keys.includes(name)) : definition.fields
  return (
    // Its own messages and language: those of the frame may be older than the fields.
    <ClientMessages>
      <Form action={saveRow.bind(null, company, definition.slug, rowKey)} label={t(`table.${definition.slug}.title`)}>
        <VersionField value={version} />
        <MergedFields>
          {fields.map(field => (
            <RecordControl
              key={field.name}
              definition={definition}
              field={field}
              value={values[field.name] ?? ""}
              choices={choices[field.name]}
            />
          ))}
        </MergedFields>
        <div className="bar">
          <div className="actions">
            <Link className="btn" href={back}>
              {t("cancel")}
            </Link>
            <SubmitButton pendingLabel={t("saving")}>{t("save")}</SubmitButton>
          </div>
        </div>
      </Form>
    </ClientMessages>
  )
}
