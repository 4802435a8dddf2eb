import { getTranslations } from "next-intl/server"
import { Form } from "@/components/form/form"
import { HiddenField } from "@/components/form/hidden-field"
import { TextArea } from "@/components/form/text-area"
import { SubmitButton } from "@/components/submit-button"
import { allowDuplicateNumber } from "./posting-actions"

type Props = { company: string; no: string; version: number }

/** Where the vendor's number was used before: a manager lets it pass, and says why. */
export async function AllowDuplicateForm({ company, no, version }: Props) {
  const t = await getTranslations("posting")
  return (
    <Form action={allowDuplicateNumber.bind(null, company, no)} className="form" label={t("allow")}>
      <HiddenField name="version" value={version} />
      <TextArea name="reason" label={t("allowReason")} rows={2} />
      <div className="actions">
        <SubmitButton className="btn" pendingLabel={t("allowing")}>
          {t("allow")}
        </SubmitButton>
      </div>
    </Form>
  )
}
