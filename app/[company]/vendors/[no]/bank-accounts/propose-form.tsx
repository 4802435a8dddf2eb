import { useTranslations } from "next-intl"
import { WhoWouldApprove } from "@/app/[company]/_purchase-documents/who-would-approve"
import { Form } from "@/components/form/form"
import { SelectField } from "@/components/form/select-field"
import { DateField, TextField } from "@/components/form/text-field"
import { Section } from "@/components/section"
import { SubmitButton } from "@/components/submit-button"
import type { ApprovalPreview } from "@/domain/purchase-approvals/preview-approval"
import { verifications } from "@/domain/vendor-bank-accounts/propose-bank-account"
import { propose } from "./actions"

/** The form that proposes a bank account. */
export function ProposeForm({
  company,
  no,
  holder,
  today,
  preview,
}: {
  company: string
  no: string
  holder: string
  today: string
  /** Who would approve it; null: one other person confirms it. */
  preview: ApprovalPreview | null
}) {
  const t = useTranslations("bank_accounts")
  return (
    <Section title={t("propose")}>
      <p className="hint">{t(preview ? "rulesText" : "text")}</p>
      {preview && <WhoWouldApprove preview={preview} />}
      <Form action={propose.bind(null, company, no)} label={t("propose")}>
        <div className="fields">
          <TextField name="iban" label={t("iban")} autoComplete="off" width="wide" />
          <TextField
            name="accountHolder"
            label={t("accountHolder")}
            defaultValue={holder}
            autoComplete="off"
            required
          />
          <TextField name="accountNo" label={t("accountNo")} hint={t("accountNoHint")} autoComplete="off" />
          <TextField name="bic" label={t("bic")} autoComplete="off" />
          <TextField
            name="evidence"
            label={t("evidence")}
            hint={t("evidenceHint")}
            autoComplete="off"
            width="wide"
            required
          />
          <SelectField
            name="verifiedHow"
            label={t("verifiedHow")}
            hint={t("verifiedHowHint")}
            options={[
              { value: "", label: t("choose") },
              ...verifications.map(value => ({ value, label: t(`how.${value}`) })),
            ]}
            required
          />
          <DateField name="verifiedOn" label={t("verifiedOn")} defaultValue={today} required />
        </div>
        <div className="actions">
          <SubmitButton pendingLabel={t("sending")}>{t("send")}</SubmitButton>
        </div>
      </Form>
    </Section>
  )
}
