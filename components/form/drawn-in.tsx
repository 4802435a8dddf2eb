"use client"

import { useLocale, useTranslations } from "next-intl"
import { useEffect, useRef, useState } from "react"
import { Notice } from "@/components/notice"
import { isLanguage, type Language } from "@/language/language"
import { formatNumber } from "@/language/number-format"
import { useFormAnswer } from "./answer"
import { drawnInField } from "./form-state"

/**
 * The language in which the form's fields were drawn: what stands in them keeps it, also where the page around them is
 * drawn anew in another.
 */
export function useDrawnIn(): Language {
  const locale = useLocale()
  const [first] = useState(locale)
  const { state } = useFormAnswer()
  const drawnIn = state.drawnIn ?? state.values[drawnInField]?.[0]
  return isLanguage(drawnIn) ? drawnIn : first
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
          {t("drawnIn", { example: formatNumber("1234.56", drawnIn) })}
        </Notice>
      )}
    </>
  )
}
