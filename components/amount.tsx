import { useLocale } from "next-intl"
import { formatNumber } from "@/language/number-format"
import { countShown } from "./count-shown"

type Figure = {
  /** A decimal string, never a float; null shows nothing. */
  value: string | null
}

/** An amount of money, always to the currency's minor unit; with `currency`, its code stands before it. */
export function Amount({ value, decimals = 2, currency }: Figure & { decimals?: number; currency?: string }) {
  const language = useLocale()
  if (value === null) return null
  const figure = formatNumber(value, language, { min: decimals, max: decimals })
  return currency ? <span className="no">{`${currency}\u00a0${figure}`}</span> : figure
}

/** A price or cost a unit: at least the currency's minor unit, at most the ten decimals that a cost may be typed with. */
export function UnitAmount({ value, decimals = 2 }: Figure & { decimals?: number }) {
  const language = useLocale()
  return value === null ? null : formatNumber(value, language, { min: decimals, max: 10 })
}

/** A quantity: the decimals it has, at most five. */
export function Quantity({ value }: Figure) {
  const language = useLocale()
  return value === null ? null : formatNumber(value, language, { min: 0, max: 5 })
}

/** A percentage as "21 %"; `sign` is false where the column's head says it already. */
export function Percentage({ value, sign = true }: Figure & { sign?: boolean }) {
  const language = useLocale()
  if (value === null) return null
  const figure = formatNumber(value, language, { min: 0, max: 5 })
  return sign ? `${figure}\u00a0%` : figure
}

/** A count that only informs: beyond what is counted it says "1,000+". */
export function FewCount({ value }: { value: number }) {
  return countShown(value, useLocale())
}

/** A count of things, grouped as the reader groups digits. */
export function Count({ value }: { value: number }) {
  return formatNumber(String(value), useLocale(), { min: 0, max: 0 })
}
