import { formatDate } from "@/domain/dates/date-format"
import type { Issue } from "@/domain/errors"
import { Decimal } from "@/domain/money/decimal"
import { formatNumber, type Language } from "@/domain/money/number-format"

const amounts = new Set(["remaining", "applied", "amount"])

/** What a refused payment's reason speaks of, amounts and dates written in the reader's way; what was typed stays. */
export function readableParams(params: Issue["params"], language: Language): Issue["params"] {
  return (
    params &&
    Object.fromEntries(
      Object.entries(params).map(([name, value]) => {
        if (typeof value !== "string" || name === "typed") return [name, value]
        if (/^\d{4}-\d{2}-\d{2}$/u.test(value)) return [name, formatDate(value, language)]
        return [
          name,
          amounts.has(name) ? formatNumber(new Decimal(value).toFixed(), language, { minDecimals: 2 }) : value,
        ]
      }),
    )
  )
}
