import { useLocale, useNow, useTimeZone, useTranslations } from "next-intl"
import { ageOf } from "@/components/date-format"
import { formatNumber } from "@/components/number-format"
import { type Tile, Tiles } from "@/components/tiles"
import type { AmountDue } from "@/domain/home/count-work"
import type { RoleCenter } from "@/domain/home/read-role-center"

type Props = {
  counts: RoleCenter["counts"]
  /** Where the company's lists begin. */
  lists: string
  /** Whether the reader reviews, and so has the list of what waits for it. */
  reviews: boolean
}

/** The counts, each opening the list of exactly what was counted. */
export function HomeTiles({ counts, lists, reviews }: Props) {
  const t = useTranslations("home")
  const language = useLocale()
  const since = useSince()
  const figure = (count: number) => formatNumber(String(count), language, { min: 0, max: 0 })
  const { salesInvoices, purchaseInvoices, requests, readyForReview, payables } = counts
  const tiles: Tile[] = []
  if (salesInvoices) {
    tiles.push({
      count: salesInvoices.count,
      label: t("tile.salesInvoices"),
      href: `${lists}/sales-invoices`,
      hint: t("hint.dueThisWeek", { count: figure(salesInvoices.dueThisWeek) }),
    })
  }
  if (purchaseInvoices) {
    tiles.push({
      count: purchaseInvoices.count,
      label: t("tile.purchaseInvoices"),
      href: `${lists}/purchase-invoices`,
      hint: t("hint.withoutVendorInvoiceNo", { count: figure(purchaseInvoices.withoutVendorInvoiceNo) }),
    })
  }
  if (requests) {
    const { queued, inProcess } = requests
    const shares = { active: figure(inProcess), queued: figure(queued - inProcess) }
    tiles.push({
      count: queued,
      label: t("tile.inProgress"),
      href: `${lists}/requests?state=queued`,
      hint: queued > 0 ? t("hint.inProgress", shares) : t("hint.none"),
      state: inProcess > 0 ? "in_process" : "queued",
    })
    tiles.push({
      count: requests.failed,
      label: t("tile.failed"),
      href: `${lists}/requests?state=failed`,
      hint: requests.failed > 0 ? undefined : t("hint.noneFailed"),
      state: "failed",
    })
  }
  if (readyForReview) {
    tiles.push({
      count: readyForReview.count,
      label: t("tile.readyForReview"),
      href: reviews ? `${lists}/review` : `${lists}/purchase-invoices?state=ready_for_review`,
      hint: readyForReview.oldest ? t("hint.oldest", { age: since(readyForReview.oldest) }) : undefined,
      state: "ready_for_review",
    })
  }
  if (payables) {
    const { open, overdue, currencyCode, amountDecimals: decimals } = payables
    const due = ({ amount }: AmountDue) =>
      t("hint.due", { amount: `${currencyCode} ${formatNumber(amount, language, { min: decimals, max: decimals })}` })
    const list = `${lists}/posted-purchase-invoices?state=`
    tiles.push({ count: open.count, label: t("tile.openPosted"), href: `${list}open`, hint: due(open) })
    tiles.push({
      count: overdue.count,
      label: t("tile.overduePosted"),
      href: `${list}overdue`,
      hint: due(overdue),
      state: "overdue",
    })
  }
  return tiles.length > 0 ? <Tiles tiles={tiles} /> : null
}

/** How long something has waited, in words. */
function useSince(): (at: Date) => string {
  const t = useTranslations("common.age")
  const [now, zone] = [useNow(), useTimeZone() ?? "UTC"]
  return at => {
    const age = ageOf(at, now, zone)
    return age.unit === "yesterday" ? t("yesterday") : t(age.unit, { count: age.count })
  }
}
