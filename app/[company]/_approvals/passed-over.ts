import type { Route } from "@/domain/approvals/route"
import type { Language } from "@/language/language"
import { formatNumber } from "@/language/number-format"

/** What the sentence says by which somebody is passed over, the limit in the reader's way. */
export function passedOverParams(each: Route["passedOver"][number], language: Language) {
  if (!("limit" in each)) return { name: each.name, no: "", limit: "" }
  const { name, no, limit } = each
  return { name, no, limit: formatNumber(limit, language, { min: 2, max: 10 }) }
}
