import { useLocale, useNow, useTimeZone, useTranslations } from "next-intl"
import { useSecondPerson } from "@/app/[company]/_role-center/second-person-tiles"
import { ageOf } from "@/components/age"
import { countShown } from "@/components/count-shown"
import { type Tile, Tiles } from "@/components/tiles"
import { isMore } from "@/domain/lists/counted-at-most"
import type { AmountDue } from "@/domain/role-center/count-work"
import type { RoleCenter } from "@/domain/role-center/read-role-center"
import { formatNumber } from "@/language/number-format"

type Props = {
  counts: RoleCenter["counts"]
  /** Where the company's lists begin. */
  lists: string
  /** Whether the reader reviews, and so has the list of what waits for it. */
  reviews: boolean
}

/**
 * The counts, what waits for a second person last, each opening the list of exactly what was counted. Who reviews begins with what waits for review, what can be
 * posted and what is overdue; everybody else with what they work on.
 */
export function HomeTiles({ counts, lists, reviews }: Props) {
  const tiles = useTiles(counts, lists, reviews)
  const { readyForReview, reviewed, overdue, toPay, purchases, sentBack, failed, inProgress, sales } = tiles
  const order = reviews
    ? [readyForReview, reviewed, overdue, toPay, purchases, failed, inProgress, sales]
    : [sales, purchases, sentBack, inProgress, failed, readyForReview, toPay, overdue]
  const shown = [...order, ...useSecondPerson(counts.secondPerson, lists)].filter(tile => tile !== undefined)
  return shown.length > 0 ? <Tiles tiles={shown} /> : null
}

type TileName =
  | "readyForReview"
  | "reviewed"
  | "overdue"
  | "toPay"
  | "purchases"
  | "sentBack"
  | "failed"
  | "inProgress"
  | "sales"

/** What the reader may see of them. */
function useTiles(counts: Props["counts"], lists: string, reviews: boolean): Partial<Record<TileName, Tile>> {
  const t = useTranslations("role_center")
  const language = useLocale()
  const [since, due] = [useSince(), useDue()]
  const figure = (count: number) => countShown(count, language)
  const { salesInvoices, purchaseInvoices, requests, readyForReview, payables } = counts
  const tiles: Partial<Record<TileName, Tile>> = {}
  if (salesInvoices) {
    tiles.sales = {
      count: salesInvoices.count,
      label: t("tile.salesInvoices"),
      href: `${lists}/sales-invoices`,
      hint: t("hint.dueThisWeek", { count: figure(salesInvoices.dueThisWeek) }),
    }
  }
  if (purchaseInvoices) {
    const list = `${lists}/purchase-invoices`
    const { count, withoutVendorInvoiceNo, reviewed, sentBack } = purchaseInvoices
    tiles.purchases = {
      count,
      label: t("tile.purchaseInvoices"),
      href: list,
      hint: t("hint.withoutVendorInvoiceNo", { count: figure(withoutVendorInvoiceNo) }),
    }
    tiles.reviewed = {
      count: reviewed,
      label: t("tile.reviewed"),
      href: `${list}?state=reviewed`,
      state: "reviewed",
    }
    tiles.sentBack = {
      count: sentBack,
      label: t("tile.sentBack"),
      href: `${list}?state=sent_back`,
      state: "sent_back",
    }
  }
  if (requests) {
    const { queued, inProcess } = requests
    const shares = { active: figure(inProcess), queued: figure(withoutActive(requests)) }
    tiles.inProgress = {
      count: queued,
      label: t("tile.inProgress"),
      href: `${lists}/purchase-requests?state=queued`,
      hint: queued > 0 ? t("hint.inProgress", shares) : t("hint.none"),
      state: inProcess > 0 ? "in_process" : "queued",
    }
    tiles.failed = {
      count: requests.failed,
      label: t("tile.failed"),
      href: `${lists}/purchase-requests?state=failed`,
      hint: requests.failed > 0 ? undefined : t("hint.noneFailed"),
      state: "failed",
    }
  }
  if (readyForReview) {
    tiles.readyForReview = {
      count: readyForReview.count,
      label: t("tile.readyForReview"),
      href: reviews ? `${lists}/review?kind=review` : `${lists}/purchase-invoices?state=ready_for_review`,
      hint: readyForReview.oldest ? t("hint.oldest", { age: since(readyForReview.oldest) }) : undefined,
      state: "ready_for_review",
    }
  }
  if (payables) {
    const { open, overdue } = payables
    const list = `${lists}/posted-purchase-invoices?state=`
    tiles.toPay = { count: open.count, label: t("tile.openPosted"), href: `${list}open`, hint: due(open, payables) }
    tiles.overdue = {
      count: overdue.count,
      label: t("tile.overduePosted"),
      href: `${list}overdue`,
      hint: due(overdue, payables),
      state: "overdue",
    }
  }
  return tiles
}

/** As many as are queued and not worked on; where more are queued than were counted, so many still. */
function withoutActive({ queued, inProcess }: NonNullable<RoleCenter["counts"]["requests"]>): number {
  return isMore(queued) ? queued : queued - inProcess
}

/** What is to be paid, in words; undefined where it was not added up. */
function useDue() {
  const [t, language] = [useTranslations("role_center"), useLocale()]
  type Currency = Pick<NonNullable<RoleCenter["counts"]["payables"]>, "currencyCode" | "amountDecimals">
  return ({ amount }: AmountDue, { currencyCode, amountDecimals: decimals }: Currency) => {
    if (amount === null) return undefined
    const figure = formatNumber(amount, language, { min: decimals, max: decimals })
    return t("hint.due", { amount: `${currencyCode} ${figure}` })
  }
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
