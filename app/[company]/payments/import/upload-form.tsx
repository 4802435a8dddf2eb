import { useTranslations } from "next-intl"
import { ErrorSummary } from "@/components/error-summary"
import { SelectField } from "@/components/select-field"
import { TextField } from "@/components/text-field"
import { MAX_FILE_SIZE, MAX_ROWS } from "@/domain/payment-import/columns"
import type { UploadIssue } from "./upload-issue"

type Props = {
  /** Address of the route handler that takes the file in. */
  action: string
  bankAccounts: readonly { no: string; name: string }[]
  /** The one that is chosen. */
  bankAccountNo: string
  issue: UploadIssue | null
}

/** A plain form, with or without a script. The bank account stands before the file: it is known when the file comes in. */
export function UploadForm({ action, bankAccounts, bankAccountNo, issue }: Props) {
  const t = useTranslations("payment_import.upload")
  const say = useTranslations("errors")
  const text = issue && say(issue.code, issue.params)
  return (
    <form className="form" method="post" encType="multipart/form-data" action={action} aria-label={t("label")}>
      {issue && text && (
        <ErrorSummary
          errors={[{ text, field: issue.field ?? undefined, label: issue.field ? t(issue.field) : undefined }]}
        />
      )}
      <SelectField
        name="bankAccountNo"
        label={t("bankAccountNo")}
        hint={t("bankAccountHint")}
        error={issue?.field === "bankAccountNo" ? (text ?? undefined) : undefined}
        defaultValue={bankAccountNo}
        options={bankAccounts.map(({ no, name }) => ({ value: no, label: `${no} ${name}` }))}
      />
      <TextField
        name="file"
        type="file"
        accept=".csv,.txt,text/csv"
        required
        label={t("file")}
        hint={t("fileHint", { rows: MAX_ROWS, megabytes: MAX_FILE_SIZE / 1024 / 1024 })}
        error={issue?.field === "file" ? (text ?? undefined) : undefined}
      />
      <div className="actions">
        <button type="submit" className="btn primary">
          {t("submit")}
        </button>
      </div>
    </form>
  )
}
