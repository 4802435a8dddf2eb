"use client"

import { useTranslations } from "next-intl"
import { Notice } from "@/components/notice"
import { MAX_FORM_FIELDS, MAX_FORM_SIZE } from "./form-limits"
import type { Unanswered } from "./settled"

/** Says in the form why no answer came to it. */
export function NoAnswer({ reason }: { reason: Unanswered }) {
  const t = useTranslations("form")
  const reload = (
    <button type="button" className="btn" onClick={() => window.location.reload()}>
      {t("reload")}
    </button>
  )
  return (
    <Notice tone="failure" announce actions={reason === "outdated" ? reload : undefined}>
      {t(reason, { megabytes: MAX_FORM_SIZE / 1024 / 1024, maximum: MAX_FORM_FIELDS })}
    </Notice>
  )
}
