"use client"

import { useTranslations } from "next-intl"
import { type ChangeEvent, useId } from "react"
import { useFormAnswer } from "@/components/form/answer"
import { Form } from "@/components/form/form"
import { CircleCheck, OctagonAlert } from "@/components/icons"
import { Link } from "@/components/link"
import { SubmitButton } from "@/components/submit-button"
import { approveMany } from "./approve-many-action"
import { manyForm } from "./many-form"
import type { AgreedRow } from "./tick"

type Props = {
  /** Slug of the address. */
  company: string
  byRules: boolean
  /** How many boxes the list shows. */
  boxes: number
}

/** The button for all that is ticked in the list, whose boxes belong to this form, and what came of each once it was pressed. */
export function ApproveMany({ company, byRules, boxes }: Props) {
  const t = useTranslations("queue")
  const by = byRules ? "approve" : "review"
  return (
    <Form
      id={manyForm}
      className="queue-many"
      action={approveMany.bind(null, company)}
      label={t(`many.${by}.title`)}
      // Ticks are no work.
      holdsWork={false}
    >
      {boxes > 0 && (
        <div className="actions">
          <TickAll />
          <SubmitButton className="btn" pendingLabel={t(`many.${by}.doing`)}>
            {t(`many.${by}.do`)}
          </SubmitButton>
        </div>
      )}
      <Outcome by={by} />
    </Form>
  )
}

/** Ticks all that is shown, or none; without a script each is ticked by itself. */
function TickAll() {
  const t = useTranslations("queue")
  const set = (event: ChangeEvent<HTMLInputElement>) => {
    for (const box of event.currentTarget.form?.elements ?? []) {
      if (box instanceof HTMLInputElement && box.name === "draft") box.checked = event.currentTarget.checked
    }
  }
  return (
    <label className="check script-only">
      <input type="checkbox" onChange={set} />
      <span>{t("many.all")}</span>
    </label>
  )
}

function Outcome({ by }: { by: "approve" | "review" }) {
  const t = useTranslations("queue")
  const title = useId()
  const rows = useFormAnswer().drawing.data as AgreedRow[] | undefined
  if (!rows) return null
  const done = rows.filter(({ why }) => why === "").length
  return (
    <section aria-labelledby={title} role="status">
      <p id={title}>
        <strong>{t(`many.${by}.done`, { done, all: rows.length })}</strong>
      </p>
      <ul className="queue-outcome">
        {rows.map(({ no, path, why }) => (
          <li key={no} className={why ? "says bad" : "says"}>
            {why ? (
              <OctagonAlert className="icon" aria-hidden="true" />
            ) : (
              <CircleCheck className="icon" aria-hidden="true" />
            )}
            <span>
              {path ? (
                <Link className="link no" href={path}>
                  {no}
                </Link>
              ) : (
                <span className="no">{no}</span>
              )}
              : {why || t(`many.${by}.row`)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
