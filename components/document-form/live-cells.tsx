"use client"

import { useLocale, useTranslations } from "next-intl"
import { Cell } from "@/components/table"
import { formatNumber } from "@/language/number-format"
import { useLiveLine, useLiveNo, useUnitsOf } from "./live"
import type { Candidate, FormLine, LineFacts } from "./view"

type Props = {
  id: string
  facts?: LineFacts
  /** Of the cell. */
  role: "gridcell" | "cell"
  className: string
}

/** The VAT percentage of a line, or why there is none. */
export function VatCell({ id, facts, role, className }: Props) {
  const t = useTranslations("documents")
  const language = useLocale()
  const live = useLiveLine(id)
  const type = live?.vatCalculationType ?? facts?.vatCalculationType ?? "normal"
  const percent =
    live && live.vatIdentifier !== "" ? `${formatNumber(live.vatPercent, language)}\u00a0%` : facts?.vatPercent
  return (
    <Cell role={role} className={type === "normal" ? className : `${className} words`} label={t("field.vatPercent")}>
      {type === "normal" ? percent : t(`vat.${type}`)}
    </Cell>
  )
}

/** The units of measure that a line's item has, to choose from. */
export function useUnitChoices({ id, values }: FormLine): Candidate[] {
  const no = useLiveNo(id) ?? values.no ?? ""
  return useUnitsOf(no).map(code => ({ value: code, label: code }))
}

/** What a line comes to: by what is typed, else as stored. A line that is not counted shows none. */
export function LineAmountCell({ id, facts, role, className }: Props) {
  const language = useLocale()
  const live = useLiveLine(id)
  if (live === null)
    return (
      <Cell role={role} className={className}>
        –
      </Cell>
    )
  const amount = live ? formatNumber(live.lineAmount, language, { min: live.decimals }) : facts?.lineAmount
  return (
    <Cell role={role} className={className}>
      {amount}
    </Cell>
  )
}
