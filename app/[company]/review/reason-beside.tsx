"use client"

import { useTranslations } from "next-intl"
import { type KeyboardEvent, useEffect, useRef } from "react"
import { Form } from "@/components/form/form"
import type { FormAction } from "@/components/form/form-state"
import { HiddenField } from "@/components/form/hidden-field"
import { TextArea } from "@/components/form/text-area"
import { SubmitButton } from "@/components/submit-button"

/** Reasons that were begun and left, by document, until they are sent. */
const begun = new Map<string, string>()

type Props = {
  no: string
  version: string
  vendorName: string
  /** Rejects an approval; else sends back what is reviewed. */
  byRules: boolean
  action: FormAction
  onLeave: () => void
}

/** Asks beside the list why a document is rejected or sent back; Escape goes back to its row, with what was typed kept for later. */
export function ReasonBeside({ no, version, vendorName, byRules, action, onLeave }: Props) {
  const t = useTranslations("queue")
  const section = useRef<HTMLElement>(null)
  useEffect(() => section.current?.querySelector("textarea")?.focus(), [])
  const verb = byRules ? "reject" : "sendBack"
  const send: FormAction = async (previous, form) => {
    const answered = await action(previous, form)
    if (answered.status === "done") begun.delete(no)
    return answered
  }
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return
    event.preventDefault()
    onLeave()
  }
  return (
    <section className="queue-reason" aria-labelledby="queue-reason-title" ref={section} onKeyDown={press}>
      <h2 id="queue-reason-title">{t(`refuse.${verb}.title`, { no })}</h2>
      <p className="soft">{vendorName}</p>
      {/* Left by Escape it is kept in this window, so leaving it loses nothing. */}
      <Form className="form" action={send} label={t(`refuse.${verb}.title`, { no })} holdsWork={false}>
        <HiddenField name="version" value={version} />
        <HiddenField name="intent" value="reject" />
        <HiddenField name="then" value="stay" />
        <TextArea
          id="queue-reason"
          name="reason"
          label={t("refuse.reason")}
          required
          defaultValue={begun.get(no)}
          onChange={event => begun.set(no, event.currentTarget.value)}
        />
        <div className="actions">
          <SubmitButton pendingLabel={t(`refuse.${verb}.doing`)}>{t(`refuse.${verb}.do`)}</SubmitButton>
          <button type="button" className="btn" onClick={onLeave}>
            {t("refuse.leave")}
          </button>
        </div>
      </Form>
    </section>
  )
}
