import { getLocale, getTimeZone, getTranslations } from "next-intl/server"
import { failureTexts } from "@/app/[company]/_purchase-requests/failure-texts"
import { retryRequest } from "@/app/[company]/purchase-requests/actions"
import { FocusLink } from "@/components/focus-link"
import { Form } from "@/components/form/form"
import { FileCheck2, RotateCw } from "@/components/icons"
import { Link } from "@/components/link"
import { Notice } from "@/components/notice"
import { SubmitButton } from "@/components/submit-button"
import type { PurchaseRequestRead } from "@/domain/purchase-requests/read-purchase-request"
import { formatDate, formatInstant } from "@/language/date-format"
import { formatNumber } from "@/language/number-format"

/** Every one of thousands of lines may have its own. */
const reasonsShown = 20

type Props = {
  read: PurchaseRequestRead
  company: string
  /** Whether the reader asked for it. */
  own: boolean
}

/** What came of the request, and what can be done now. */
export async function RequestOutcome(props: Props) {
  const { state } = props.read.request
  if (state === "ready") return <Ready {...props} />
  if (state === "failed") return <Failed {...props} />
  if (state === "cancelled") return <Cancelled {...props} />
  return null
}

async function Ready({ read, company, own }: Props) {
  const [t, language] = [await getTranslations("purchase_requests"), await getLocale()]
  const { request, purchaseInvoice, amountDecimals } = read
  const no = request.purchaseInvoiceNo ?? ""
  if (!purchaseInvoice) return <Notice title={t("ready.gone", { no })}>{t("ready.goneText")}</Notice>
  const figure = formatNumber(purchaseInvoice.amount, language, { min: amountDecimals, max: amountDecimals })
  const amount = `${request.currencyCode}\u00a0${figure}`
  return (
    <Notice
      icon={FileCheck2}
      title={t("ready.title", { no })}
      announce
      actions={
        read.mayOpenPurchaseInvoice && (
          <FocusLink className="btn primary" href={`/${company}/purchase-invoices/${encodeURIComponent(no)}`}>
            {t("action.open", { no })}
          </FocusLink>
        )
      }
    >
      <p className="soft">
        {t("ready.text", { count: purchaseInvoice.lineCount, amount })} {own && t("ready.mailed")}{" "}
        {!read.mayOpenPurchaseInvoice && t("ready.reviewed")}
      </p>
    </Notice>
  )
}

/** The reasons, each with what corrects it; the ways on stand beside them. */
async function Failed({ read, company }: Props) {
  const { request } = read
  const [t, sentence] = [await getTranslations("purchase_requests"), await failureTexts()]
  const [language, timeZone] = [await getLocale(), await getTimeZone()]
  const reasons = request.failure ?? []
  const vendor = reasons.find(({ code }) => /^(vendor|gen_bus|vat_bus)_(?!gone)/.test(code))?.params?.no
  const blockedAt = reasons.find(({ params }) => typeof params?.at === "string")?.params?.at
  return (
    <Notice
      tone="failure"
      title={reasons.length === 1 && reasons[0] ? sentence(reasons[0]) : t("failed.title")}
      announce
      actions={
        <>
          {vendor && (
            <Link className="btn" href={`/${company}/vendors/${encodeURIComponent(String(vendor))}`}>
              {t("action.vendorCard")}
            </Link>
          )}
          {read.salesInvoiceExists && <Anew read={read} company={company} />}
          {read.mayRetry && (
            <Form action={retryRequest.bind(null, company, request.no)}>
              <SubmitButton pendingLabel={t("action.retrying")}>
                <RotateCw className="icon" aria-hidden="true" />
                {t("action.retry")}
              </SubmitButton>
            </Form>
          )}
        </>
      }
    >
      {reasons.length > 1 && (
        <ul>
          {reasons.slice(0, reasonsShown).map(reason => (
            <li key={`${reason.lineNo} ${reason.code}`}>{sentence(reason)}</li>
          ))}
          {reasons.length > reasonsShown && <li>{t("more", { count: reasons.length - reasonsShown })}</li>}
        </ul>
      )}
      <p className="soft">
        {blockedAt && t("failed.blockedAt", { time: formatInstant(new Date(blockedAt), timeZone, language) })}{" "}
        {read.mayRetry && t("failed.remedy", { date: formatDate(request.workDate, language) })}{" "}
        {read.salesInvoiceExists && t("failed.remedyAnew")}
      </p>
    </Notice>
  )
}

async function Cancelled({ read, company }: Props) {
  const t = await getTranslations("purchase_requests.cancelled")
  return (
    <Notice title={t("title")} actions={read.salesInvoiceExists && <Anew read={read} company={company} />}>
      {read.salesInvoiceExists ? t("text") : undefined}
    </Notice>
  )
}

async function Anew({ read, company }: Pick<Props, "read" | "company">) {
  const t = await getTranslations("purchase_requests.action")
  return (
    <Link className="btn" href={anewAddress(company, read.request.salesInvoiceNo)}>
      {t("anew")}
    </Link>
  )
}

/** Where one asks again, from the sales invoice as it is now. */
export function anewAddress(company: string, salesInvoiceNo: string): string {
  return `/${company}/sales-invoices/${encodeURIComponent(salesInvoiceNo)}/create-purchase-invoice`
}
