import { getTranslations } from "next-intl/server"
import { Form } from "@/components/form/form"
import { DateField } from "@/components/form/text-field"
import { SubmitButton } from "@/components/submit-button"
import type { IsoDate } from "@/domain/dates/date"
import type { DifferenceType } from "@/domain/payments/application"
import type { VendorEntry } from "@/domain/payments/read-entries"
import type { EntrySettlement } from "@/domain/payments/read-settlement"
import { formatDate } from "@/language/date-format"
import type { Language } from "@/language/language"
import { applyRest } from "./actions"
import { OpenEntries } from "./open-entries"
import { openEntry } from "./open-entry"

type Props = {
  settlement: Pick<EntrySettlement, "applicable"> & { amountDecimals: number; today: IsoDate }
  entry: { transactionNo: number; currencyCode: string }
  /** Of a payment: its day, and the days of grace for a payment discount. */
  paid?: { on: IsoDate; graceDays: number }
  /** Of a credit memo: itself, and the days of grace for its own payment discount. */
  memo?: { entry: VendorEntry; graceDays: number }
  differences?: readonly DifferenceType[]
  slug: string
  language: Language
}

/** The form that applies what is left of a payment or credit memo to open entries of the vendor. */
export async function ApplyRest({ settlement, entry, paid, memo, differences, slug, language }: Props) {
  const t = await getTranslations("payments")
  const { amountDecimals: decimals, today } = settlement
  return (
    <Form action={applyRest.bind(null, slug, entry.transactionNo)} label={t("applyEntries")}>
      <div className="fields">
        <DateField name="postingDate" label={t("postingDate")} defaultValue={formatDate(today, language)} />
      </div>
      <OpenEntries
        entries={settlement.applicable.map(each => openEntry(each, false, { today, language, decimals, paid, memo }))}
        currency={entry.currencyCode}
        decimals={decimals}
        differences={differences}
      />
      <div className="actions">
        <SubmitButton className="btn" pendingLabel={t("applying")}>
          {t("applyEntries")}
        </SubmitButton>
      </div>
    </Form>
  )
}
