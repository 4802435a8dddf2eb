"use client"

import { useTranslations } from "next-intl"
import { useFormAnswer } from "@/components/form/answer"
import { TextField } from "@/components/form/text-field"

/** Asked for once the VAT registration number has turned out to be another vendor's, from those who may allow that. */
export function SharedVatReason() {
  const t = useTranslations("vendors")
  const answer = useFormAnswer()
  const name = "vendors.sharedVatReason"
  if (answer.issuesFor(name).length === 0 && !answer.valueOf(name)) return null
  return <TextField name={name} label={t("field.sharedVatReason")} width="wide" autoComplete="off" />
}
