"use client"

import { useTranslations } from "next-intl"
import { type KeyboardEvent, useEffect, useRef } from "react"
import { Form } from "@/components/form/form"
import type { FormAction } from "@/components/form/form-state"
import { HiddenField } from "@/components/form/hidden-field"
import { SelectField } from "@/components/form/select-field"
import { TextArea } from "@/components/form/text-area"
import { SubmitButton } from "@/components/submit-button"
import type { Askable } from "@/domain/approval-questions/list-askable"

/** What was begun and left, by form and document, until it is sent. */
const begun = new Map<string, string>()

type Props = {
  /** Rejects an approval, sends back what is reviewed, asks somebody about it, or hands it on to them. */
  verb: "reject" | "sendBack" | "ask" | "delegate"
  no: string
  version: string
  vendorName: string
  /** Who may be asked, or take it over; null: not known yet. */
  people: readonly Askable[] | null
  action: FormAction
  onLeave: () => void
}

/** Asks beside the list for the words that a key needs; Escape goes back to the row, with what was typed kept for later. */
export function FormBeside({ verb, no, version, vendorName, people, action, onLeave }: Props) {
  const t = useTranslations("queue")
  const section = useRef<HTMLElement>(null)
  useEffect(() => section.current?.querySelector("textarea")?.focus(), [])
  const choosesPerson = verb === "ask" || verb === "delegate"
  const words = verb === "ask" ? "question" : "reason"
  const key = `${verb} ${no}`
  const send: FormAction = async (previous, form) => {
    const answered = await action(previous, form)
    if (answered.status === "done") begun.delete(key)
    return answered
  }
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return
    event.preventDefault()
    onLeave()
  }
  return (
    <section className="queue-form" aria-labelledby="queue-form-title" ref={section} onKeyDown={press}>
      <h2 id="queue-form-title">{t(`beside.${verb}.title`, { no })}</h2>
      <p className="soft">{vendorName}</p>
      {/* Left by Escape it is kept in this window, so leaving it loses nothing. */}
      <Form className="form" action={send} label={t(`beside.${verb}.title`, { no })} holdsWork={false}>
        <HiddenField name="version" value={version} />
        <HiddenField name="intent" value={choosesPerson ? verb : "reject"} />
        <HiddenField name="then" value="stay" />
        {choosesPerson && people?.length === 0 && <p>{t("beside.nobody")}</p>}
        {choosesPerson && people?.length !== 0 && (
          <SelectField
            id="queue-to"
            name="to"
            label={t("beside.whom")}
            options={(people ?? []).map(({ userId, name }) => ({ value: String(userId), label: name }))}
          />
        )}
        <TextArea
          id="queue-words"
          name={words}
          label={t(`beside.${words}`)}
          required
          defaultValue={begun.get(key)}
          onChange={event => begun.set(key, event.currentTarget.value)}
        />
        <div className="actions">
          <SubmitButton pendingLabel={t(`beside.${verb}.doing`)}>{t(`beside.${verb}.do`)}</SubmitButton>
          <button type="button" className="btn" onClick={onLeave}>
            {t("beside.leave")}
          </button>
        </div>
      </Form>
    </section>
  )
}
