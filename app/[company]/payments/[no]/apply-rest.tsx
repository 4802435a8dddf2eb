import { getTranslations } from "next-intl/server"
import { applyRest } from "@/app/[company]/payments/actions"
import { OpenEntries } from "@/app/[company]/payments/open-entries"
import { openEntry } from "@/app/[company]/payments/open-entry"
import { Form } from "@/components/form/form"
import { DateField } from "@/components/form/text-field"
import { SubmitButton } from "@/components/submit-button"
import { formatDate } from "@/domain/dates/date-format"
import type { Language } from "@/domain/money/number-format"
import type { PaymentRead } from "@/domain/payments/read-payment"

/** The form that applies what is on account to open entries of the vendor. */
export async function ApplyRest(props: { payment: PaymentRead; slug: string; language: Language }) {
  const { payment, slug, language } = props
  const t = await getTranslations("payments")
  const { entry, amountDecimals: decimals, today } = payment
  return (
    <Form action={applyRest.bind(null, slug, entry.documentNo, entry.transactionNo)} label={t("applyEntries")}>
      <div className="fields">
        <DateField name="postingDate" label={t("postingDate")} defaultValue={formatDate(today, language)} />
      </div>
      <OpenEntries
        entries={payment.applicable.map(each => openEntry(each, null, { today, language, decimals }))}
        currency={entry.currencyCode}
        decimals={decimals}
        language={language}
      />
      <div className="actions">
        <SubmitButton className="btn" pendingLabel={t("applying")}>
          {t("applyEntries")}
        </SubmitButton>
      </div>
    </Form>
  )
}
