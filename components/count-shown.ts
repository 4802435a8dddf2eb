import { COUNTED_AT_MOST, isMore } from "@/domain/lists/counted-at-most"
import type { Language } from "@/language/language"
import { formatNumber } from "@/language/number-format"

/** A count as far as it was counted, grouped as the reader groups digits: "1,000+" where there are more. */
export function countShown(count: number, language: Language): string {
  const figure = (value: number) => formatNumber(String(value), language, { min: 0, max: 0 })
  return isMore(count) ? `${figure(COUNTED_AT_MOST)}+` : figure(count)
}
