import { getTranslations } from "next-intl/server"
import { ClientMessages } from "@/app/client-messages"
import { DoneNotice } from "@/components/form/done-notice"
import { Form } from "@/components/form/form"
import { HiddenField } from "@/components/form/hidden-field"
import { NumberField } from "@/components/form/text-field"
import { Section } from "@/components/section"
import { SubmitButton } from "@/components/submit-button"
import { type Decimal, toPlain } from "@/domain/money/decimal"
import type { DraftStatistics } from "@/domain/purchase-documents/read-statistics"
import { vatAmountField } from "@/domain/purchase-documents/type-vat-amounts"
import type { Language } from "@/language/language"
import { formatNumber } from "@/language/number-format"
import { typeVat } from "./vat-amounts-action"

type Props = { company: string; statistics: DraftStatistics; language: Language }

/** The VAT of a draft's VAT groups, to be typed as the vendor's paper has it; nothing where the currency allows no difference. */
export async function VatAmountsForm({ company, statistics, language }: Props) {
  const { header, currency, vatAmounts } = statistics
  const typed = vatAmounts.filter(({ mayBeTyped, difference }) => mayBeTyped || !difference.isZero())
  if (typed.length === 0 || (currency.maxVatDifferenceAllowed.isZero() && typed.every(isWorkedOut))) return null
  const t = await getTranslations("statistics")
  const { amountDecimals: decimals, code } = currency
  const figure = (value: Decimal) => formatNumber(toPlain(value), language, { min: decimals, max: decimals })
  return (
    <ClientMessages>
      <Section title={t("paper.title")}>
        <Form
          id="vat-amounts"
          action={typeVat.bind(null, company, header.no)}
          className="form"
          label={t("paper.title")}
        >
          <HiddenField name="version" value={header.version} />
          <p className="hint">
            {t("paper.hint", { maximum: `${code}\u00a0${figure(currency.maxVatDifferenceAllowed)}` })}
          </p>
          {typed.map(group => (
            <NumberField
              key={`${header.version} ${group.key}`}
              name={vatAmountField(group.key)}
              label={t("paper.group", {
                group: group.vatIdentifier,
                percent: `${formatNumber(group.vatPercent, language, { min: 0, max: 5 })}\u00a0%`,
              })}
              hint={t("paper.calculated", { amount: figure(group.calculated), base: figure(group.base) })}
              defaultValue={
                isWorkedOut(group) ? "" : formatNumber(toPlain(group.vat), language, { min: decimals, grouping: false })
              }
            />
          ))}
          <DoneNotice>{t("paper.saved")}</DoneNotice>
          <div className="actions">
            <SubmitButton pendingLabel={t("paper.saving")}>{t("paper.save")}</SubmitButton>
          </div>
        </Form>
      </Section>
    </ClientMessages>
  )
}

const isWorkedOut = ({ difference }: DraftStatistics["vatAmounts"][number]) => difference.isZero()
