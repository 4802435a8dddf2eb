import "server-only"
import { getFormatter, getLocale, getTimeZone, getTranslations } from "next-intl/server"
import { purchaseKinds } from "@/app/[company]/_document-kinds/draft-kinds"
import { fieldLabel } from "@/app/field-label"
import { today } from "@/domain/dates/date"
import type { PostingCheck } from "@/domain/purchase-documents/preview-posting"
import type { ChangedSince } from "@/domain/purchase-documents/review-scope"
import { formatClock, formatInstant } from "@/language/date-format"

/** Who had reviewed a draft, when, and what was changed since, for a sentence; undefined where nobody had. */
export async function voidedReview({
  voidedReview: review,
  header,
}: Pick<PostingCheck, "voidedReview" | "header">): Promise<{ by: string; at: string; changes: string } | undefined> {
  if (!review) return undefined
  const [t, list, language, zone] = await Promise.all([
    getTranslations("purchase_invoices.since"),
    getFormatter(),
    getLocale(),
    getTimeZone(),
  ])
  const { names } = purchaseKinds[header.documentType]
  const said = async ({ what, field, lineNo = 0 }: ChangedSince) => {
    if (what !== "field") return t(what, { line: lineNo })
    const name = (await fieldLabel(field, names)) ?? field ?? ""
    return field?.startsWith("lines.") ? t("field", { field: name, line: lineNo }) : name
  }
  const changes = await Promise.all(review.changes.map(said))
  const hidden = review.changeCount - review.changes.length
  if (hidden > 0) changes.push(t("more", { count: hidden }))
  if (changes.length === 0) changes.push(t("amounts"))
  const isToday = today(zone, review.at) === today(zone)
  const at = isToday ? formatClock(review.at, zone, language) : formatInstant(review.at, zone, language)
  return { by: review.by, at, changes: list.list(changes) }
}
