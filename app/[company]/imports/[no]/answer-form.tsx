import { getTranslations } from "next-intl/server"
import { readAgain } from "@/app/[company]/imports/actions"
import { Form } from "@/components/form/form"
import { HiddenField } from "@/components/form/hidden-field"
import { Section } from "@/components/section"
import { SubmitButton } from "@/components/submit-button"
import type { ImportRead } from "@/domain/imports/read-import"
import { RowAnswers } from "./row-answers"

/** What is asked about rows of a file that cannot be read in another way any more, as some of it is imported. */
export async function AnswerForm({ read, company }: { read: ImportRead; company: string }) {
  const t = await getTranslations("imports.reading")
  return (
    <Section title={t("title")}>
      <Form action={readAgain.bind(null, company, read.import.no)} label={t("label")} className="form">
        <HiddenField name="generation" value={read.import.generation} />
        <RowAnswers read={read} />
        <div className="actions">
          <SubmitButton pendingLabel={t("pending")}>{t("again")}</SubmitButton>
        </div>
      </Form>
    </Section>
  )
}
