import { getLocale, getTimeZone, getTranslations } from "next-intl/server"
import { Link } from "@/components/link"
import { Notice } from "@/components/notice"
import type { PurchaseRequestRead } from "@/domain/purchase-requests/read-purchase-request"
import { dateIn, formatClock, formatInstant } from "@/language/date-format"
import { anewAddress } from "./outcome"

type Props = {
  read: PurchaseRequestRead
  company: string
  /** The same was asked for before, and this is that request. */
  already: boolean
  /** What came too late, from the address. */
  late: string | undefined
}

/** What brought the reader here, where that is not a request just made. */
export async function Arrival({ read, company, already, late }: Props) {
  const [t, state] = [await getTranslations("purchase_requests"), await getTranslations("common.state")]
  const { request } = read
  if (already) {
    return (
      <Notice
        title={await alreadyTitle(request.requestedAt)}
        announce
        actions={
          read.salesInvoiceExists && (
            <Link className="btn" href={anewAddress(company, request.salesInvoiceNo)}>
              {t("already.action")}
            </Link>
          )
        }
      >
        {t("already.text")}
      </Notice>
    )
  }
  const tooLate = late === "cancel" ? request.state !== "cancelled" : late === "retry" && request.state !== "queued"
  if (!tooLate) return null
  return (
    <Notice tone="warning" title={t(late === "cancel" ? "late.cancel" : "late.retry")} announce>
      {t("late.text", { state: state(request.state) })}
    </Notice>
  )
}

/** "At 10:42" for today, else with the date. */
async function alreadyTitle(at: Date): Promise<string> {
  const t = await getTranslations("purchase_requests.already")
  const [language, zone] = [await getLocale(), await getTimeZone()]
  const sameDay = dateIn(at, zone) === dateIn(new Date(), zone)
  return sameDay
    ? t("title", { time: formatClock(at, zone, language) })
    : t("titleOn", { time: formatInstant(at, zone, language) })
}
