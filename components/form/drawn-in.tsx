"use client"

import { useLocale, useTranslations } from "next-intl"
import { useEffect, useRef, useState } from "react"
import { Notice } from "@/components/notice"
import { useFormAnswer } from "./answer"
import { drawnInField } from "./form-state"

/** An amount as each language writes it. */
const examples: Record<string, string> = { en: "1,234.56", nl: "1.234,56" }

/**
 * The language in which the form's fields were drawn: what stands in them keeps it, also where the page around them is
 * drawn anew in another.
 */
export function useDrawnIn(): string {
  const locale = useLocale()
  const [first] = useState(locale)
  const { state } = useFormAnswer()
  return state.drawnIn ?? state.values[drawnInField]?.[0] ?? first
}

/** Tells the server in which language to read the form, and the reader where that is no longer the page's. */
export function DrawnIn() {
  const t = useTranslations("form")
  const locale = useLocale()
  const drawnIn = useDrawnIn()
  const field = useRef<HTMLInputElement>(null)
  const [hasNumbers, setHasNumbers] = useState(false)
  useEffect(() => {
    if (locale !== drawnIn) setHasNumbers(Boolean(field.current?.form?.querySelector('[inputmode="decimal"]')))
  }, [locale, drawnIn])
  return (
    <>
      <input type="hidden" name={drawnInField} value={drawnIn} ref={field} />
      {locale !== drawnIn && hasNumbers && (
        <Notice tone="warning" announce>
          {t("drawnIn", { example: examples[drawnIn] ?? "" })}
        </Notice>
      )}
    </>
  )
}
