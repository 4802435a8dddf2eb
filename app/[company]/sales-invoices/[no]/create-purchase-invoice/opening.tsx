"use client"

import { useTranslations } from "next-intl"
import { useFormAnswer } from "@/components/form/answer"

/** Stands where the form will be, while what was picked or typed is on its way to the server and back. */
export function Opening({ again }: { again: () => void }) {
  const t = useTranslations("create_purchase_invoice")
  const { state, pending, isUnanswered } = useFormAnswer()
  const failed = !pending && (isUnanswered || state.status === "refused")
  if (!failed) {
    return (
      <p className="soft" role="status">
        {t("opening")}
      </p>
    )
  }
  return (
    <p className="actions">
      <button type="button" className="btn primary" onClick={again}>
        {t("openAgain")}
      </button>
    </p>
  )
}
