import { getTranslations } from "next-intl/server"
import { CheckboxGroup } from "@/components/form/checkbox-group"
import { Form } from "@/components/form/form"
import { SubmitButton } from "@/components/submit-button"
import type { ListWithColumns, OwnColumns } from "@/domain/records/own-columns"
import { saveColumns } from "./actions"

type Props = {
  company: string
  list: ListWithColumns
  columns: OwnColumns
  /** What a column is called. */
  text: (name: OwnColumns["offered"][number]) => string
}

/** Folded away: which columns of the list its reader wants to see, from now on and wherever they sign in. */
export async function ColumnChoice({ company, list, columns: { offered, shown }, text }: Props) {
  const t = await getTranslations("common.columns")
  return (
    <details className="unfold column-choice">
      <summary>{t("title")}</summary>
      {/* Drawn anew once it is saved: what is ticked is then what is kept. */}
      <Form key={[...shown].join()} action={saveColumns.bind(null, company, list)} label={t("label")} holdsWork={false}>
        <CheckboxGroup
          name="column"
          label={t("label")}
          hint={t("hint")}
          options={offered.map(name => ({ value: name, label: text(name) }))}
          defaultValues={[...shown]}
        />
        <div className="actions">
          <SubmitButton className="btn">{t("save")}</SubmitButton>
        </div>
      </Form>
    </details>
  )
}
