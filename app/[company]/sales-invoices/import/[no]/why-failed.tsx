import { getTranslations } from "next-intl/server"
import { retryImport } from "@/app/[company]/sales-invoices/import/actions"
import { issueSentences } from "@/app/issue-sentences"
import { Form } from "@/components/form/form"
import { Notice } from "@/components/notice"
import { SubmitButton } from "@/components/submit-button"
import type { SalesImportRead } from "@/domain/sales-import/read-sales-import"

/** Why an import could not go on, what to do, and the button that does it. */
export async function WhyFailed({ read, company }: { read: SalesImportRead; company: string }) {
  if (read.import.state !== "failed") return null
  const [t, say] = [await getTranslations("sales_import.failed"), await issueSentences()]
  const sentences = (read.import.failure ?? []).map(say).join(" ")
  return (
    <Notice
      tone="failure"
      title={t("title")}
      actions={
        read.mayRetry && (
          <Form action={retryImport.bind(null, company, read.import.no)} label={t("retryLabel")}>
            <SubmitButton className="btn" pendingLabel={t("retrying")}>
              {t("retry")}
            </SubmitButton>
          </Form>
        )
      }
    >
      {`${sentences} ${read.import.invoicesMade > 0 ? t("kept", { count: read.import.invoicesMade }) : t("nothing")}`}
    </Notice>
  )
}
