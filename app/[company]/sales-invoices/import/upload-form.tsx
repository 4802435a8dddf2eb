import { useTranslations } from "next-intl"
import { ErrorSummary } from "@/components/error-summary"
import { SelectField } from "@/components/select-field"
import { TextField } from "@/components/text-field"
import { MAX_FILE_SIZE } from "@/domain/sales-import/limits"
import type { UploadIssue } from "./upload-issue"

type Props = {
  /** Address of the route handler that takes the file in. */
  action: string
  currencies: readonly { code: string; description: string }[]
  /** The one that is chosen. */
  currency: string
  issue: UploadIssue | null
}

/** A plain form, with or without a script. The currency stands before the file: it is known when the file comes in. */
export function UploadForm({ action, currencies, currency, issue }: Props) {
  const t = useTranslations("sales_import.upload")
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
        name="currency"
        label={t("currency")}
        hint={t("currencyHint")}
        error={issue?.field === "currency" ? text : undefined}
        defaultValue={currency}
        options={currencies.map(({ code, description }) => ({
          value: code,
          label: description ? `${code} – ${description}` : code,
        }))}
      />
      <TextField
        name="file"
        type="file"
        accept=".csv,.gz,text/csv,application/gzip"
        required
        label={t("file")}
        hint={t("fileHint", { megabytes: MAX_FILE_SIZE / 1024 / 1024 })}
        error={issue?.field === "file" ? text : undefined}
      />
      <div className="actions">
        <button type="submit" className="btn primary">
          {t("submit")}
        </button>
      </div>
    </form>
  )
}
