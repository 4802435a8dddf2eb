import { useTranslations } from "next-intl"
import { ErrorSummary } from "@/components/error-summary"
import { type Option, PlainSelectField } from "@/components/plain-select-field"
import { PlainTextField } from "@/components/plain-text-field"
import type { UploadIssue } from "./upload-issue"

type Props = {
  /** Address of the route handler that takes the file in. */
  action: string
  /** What is chosen beside the file, and what is chosen now. */
  choice?: { name: string; label: string; hint: string; options: readonly Option[]; chosen: string }
  accept: string
  fileHint: string
  issue: UploadIssue | null
}

/** A plain form, with or without a script. The choice stands before the file: it is known when the file comes in. */
export function UploadForm({ action, choice, accept, fileHint, issue }: Props) {
  const t = useTranslations("imports.upload")
  const say = useTranslations("errors")
  const text = issue ? say(issue.code, issue.params) : undefined
  const errorOf = (field: string) => (issue?.field === field ? text : undefined)
  const label = issue?.field === choice?.name ? choice?.label : t("file")
  return (
    <form className="form" method="post" encType="multipart/form-data" action={action} aria-label={t("label")}>
      {issue && text && (
        <ErrorSummary errors={[{ text, field: issue.field ?? undefined, label: issue.field ? label : undefined }]} />
      )}
      {choice && (
        <PlainSelectField
          name={choice.name}
          label={choice.label}
          hint={choice.hint}
          error={errorOf(choice.name)}
          defaultValue={choice.chosen}
          options={choice.options}
        />
      )}
      <PlainTextField
        name="file"
        type="file"
        accept={accept}
        required
        label={t("file")}
        hint={fileHint}
        error={errorOf("file")}
      />
      <div className="actions">
        <button type="submit" className="btn primary">
          {t("submit")}
        </button>
      </div>
    </form>
  )
}
