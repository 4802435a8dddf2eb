import { getTranslations } from "next-intl/server"
import type { ReactNode } from "react"
import { ApprovalRounds } from "@/app/[company]/_approvals/approval-rounds"
import { Form } from "@/components/form/form"
import { HiddenField } from "@/components/form/hidden-field"
import { SelectField } from "@/components/form/select-field"
import { TextArea } from "@/components/form/text-area"
import { Notice } from "@/components/notice"
import { Section } from "@/components/section"
import { SubmitButton } from "@/components/submit-button"
import type { Actor } from "@/domain/access/actor"
import { listAskable } from "@/domain/approval-questions/list-askable"
import type { MatterRef } from "@/domain/approvals/matter"
import { today } from "@/domain/dates/date"
import { listDelegates } from "@/domain/purchase-approvals/list-delegates"
import { previewApproval } from "@/domain/purchase-approvals/preview-approval"
import type { DraftApprovals } from "@/domain/purchase-approvals/read-approvals"
import { weighable } from "@/domain/purchase-approvals/weighable"
import { answerApproval } from "./approval-action"
import { ApprovalDeed } from "./approval-deed"
import { ApprovalFoot } from "./approval-foot"
import { OpenQuestion, openQuestionsOf } from "./open-question"
import { Unweighed } from "./unweighed"
import { WhoWouldApprove } from "./who-would-approve"

type Props = {
  actor: Actor
  slug: string
  of: MatterRef
  version: number
  /** Of what is not signed and became another, by the names that the reader knows. */
  beside: readonly string[]
  approvals: DraftApprovals
  timeZone: string
  /** What may be done once it is approved, before what undoes that. */
  then?: ReactNode
}

/** Of a draft in a company that approves by rules, or of a payment order: who is asked, who agreed and when, and what the reader can do about it. */
export async function ApprovalSection({ actor, slug, of, version, beside, approvals, timeZone, then }: Props) {
  const { may, rounds } = approvals
  const t = await getTranslations("approvals")
  const [sent, handed, askable] = await Promise.all([
    may.send ? weighable(previewApproval(actor, of)) : undefined,
    may.answer ? weighable(listDelegates(actor, of)) : undefined,
    may.ask ? listAskable(actor, of) : [],
  ])
  const [preview, delegates] = [sent?.found, handed?.found ?? []]
  const form = { action: answerApproval.bind(null, slug, of), version }
  return (
    <Section title={<span id="approval">{t("title")}</span>}>
      {beside.length > 0 && <Notice>{t("besideChanged", { fields: beside.join(", ") })}</Notice>}
      <ApprovalRounds rounds={rounds} timeZone={timeZone} language={actor.language} day={today(timeZone)} />
      <Unweighed ofSending={sent?.unweighed} ofAnswering={handed?.unweighed} />
      {preview && <WhoWouldApprove preview={preview} />}
      {openQuestionsOf(rounds).map(person => (
        <OpenQuestion key={person.entryId} person={person} {...form} />
      ))}
      <div className="actions deeds">
        {then}
        {may.send && <ApprovalDeed {...form} intent="send" label={t("send")} pending={t("sending")} primary />}
        {may.answer && (
          <ApprovalDeed {...form} intent="approve" label={t("approve")} pending={t("approving")} primary />
        )}
        {may.cancel && <ApprovalDeed {...form} intent="cancel" label={t("cancel")} pending={t("cancelling")} />}
        {may.reopen && <ApprovalDeed {...form} intent="reopen" label={t("reopen")} pending={t("reopening")} />}
      </div>
      {may.answer && (
        <>
          <ApprovalFoot {...form} ask={askable.length > 0} delegate={delegates.length > 0} />
          <details>
            <summary>{t("reject")}</summary>
            <Form className="form" action={form.action} label={t("reject")}>
              <HiddenField name="version" value={form.version} />
              <HiddenField name="intent" value="reject" />
              <TextArea id="reject-reason" name="reason" label={t("reason")} required />
              <SubmitButton className="btn" pendingLabel={t("rejecting")}>
                {t("reject")}
              </SubmitButton>
            </Form>
          </details>
          {askable.length > 0 && (
            <details>
              <summary>{t("ask.do")}</summary>
              <Form className="form" action={form.action} label={t("ask.do")}>
                <HiddenField name="version" value={form.version} />
                <HiddenField name="intent" value="ask" />
                <SelectField
                  id="ask-to"
                  name="to"
                  label={t("ask.whom")}
                  options={askable.map(({ userId, name }) => ({ value: String(userId), label: name }))}
                />
                <TextArea name="question" label={t("ask.question")} hint={t("ask.hint")} required />
                <SubmitButton className="btn" pendingLabel={t("ask.doing")}>
                  {t("ask.do")}
                </SubmitButton>
              </Form>
            </details>
          )}
          {delegates.length > 0 && (
            <details>
              <summary>{t("delegate")}</summary>
              <Form className="form" action={form.action} label={t("delegate")}>
                <HiddenField name="version" value={form.version} />
                <HiddenField name="intent" value="delegate" />
                <SelectField
                  id="delegate-to"
                  name="to"
                  label={t("to")}
                  options={delegates.map(({ userId, name }) => ({ value: String(userId), label: name }))}
                />
                <TextArea id="delegate-reason" name="reason" label={t("reason")} required />
                <SubmitButton className="btn" pendingLabel={t("delegating")}>
                  {t("delegate")}
                </SubmitButton>
              </Form>
            </details>
          )}
        </>
      )}
    </Section>
  )
}
