"use client"

import { useTranslations } from "next-intl"
import { SubmitButton } from "@/components/submit-button"

/** Saves what was typed, and every line takes its VAT as it is set up now. */
export function RenewVat() {
  const t = useTranslations("documents")
  return (
    <SubmitButton className="btn" name="intent" value="renew_vat" pendingLabel={t("renewingVat")}>
      {t("renewVat")}
    </SubmitButton>
  )
}
