import { useTranslations } from "next-intl"
import { Form } from "@/components/form/form"
import type { FormAction } from "@/components/form/form-state"
import { HiddenField } from "@/components/form/hidden-field"
import { TextArea } from "@/components/form/text-area"
import { Notice } from "@/components/notice"
import { SubmitButton } from "@/components/submit-button"
import type { ApprovalPersonView, ApprovalView } from "@/domain/purchase-approvals/read-approvals"

/** Approvers who asked something that has no answer yet. */
export function openQuestionsOf(rounds: readonly ApprovalView[]): ApprovalPersonView[] {
  return (rounds[0]?.steps ?? []).flatMap(({ people }) => people.filter(({ question }) => question !== null))
}

/** What an approver asks, and where the reader may answer it. */
export function OpenQuestion({ person, action }: { person: ApprovalPersonView; action: FormAction }) {
  const t = useTranslations("approvals")
  const { entryId, name, question } = person
  if (!question) return null
  return (
    <>
      <Notice>
        {t("ask.open", { name, ofName: question.ofName })} <q>{question.text}</q>
      </Notice>
      {question.mayAnswer && (
        <Form className="form" action={action} label={t("ask.answer")}>
          <HiddenField name="intent" value="answer" />
          <HiddenField name="entry" value={entryId} />
          <TextArea id={`answer-${entryId}`} name="answer" label={t("ask.answer")} hint={t("ask.then")} required />
          <div className="actions">
            <SubmitButton className="btn" pendingLabel={t("ask.answering")}>
              {t("ask.doAnswer")}
            </SubmitButton>
          </div>
        </Form>
      )}
    </>
  )
}
