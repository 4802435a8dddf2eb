import { getTranslations } from "next-intl/server"
import { SelectField } from "@/components/form/select-field"
import { NumberField } from "@/components/form/text-field"
import { Section } from "@/components/section"
import type { PaymentForm } from "@/domain/payments/read-payment-form"

/** What the bank said: its amount or rate where its account is kept in another currency, and its charges. */
export async function BankTermsFields({ form }: { form: PaymentForm }) {
  const t = await getTranslations("payments")
  const isOther = form.bankAccounts.some(({ currencyCode }) => currencyCode !== form.currencyCode)
  return (
    <Section title={t("bankTerms")}>
      <div className="fields">
        {isOther && (
          <>
            <NumberField name="bankAmount" label={t("bankAmount")} hint={t("bankAmountHint")} defaultValue="" />
            <NumberField
              name="bankRate"
              label={t("bankRate")}
              hint={t("bankRateHint", { currency: form.currencyCode })}
              defaultValue=""
            />
          </>
        )}
        <NumberField name="bankCharges" label={t("bankCharges")} hint={t("bankChargesHint")} defaultValue="" />
        <SelectField
          name="bankChargesAccountNo"
          label={t("bankChargesAccountNo")}
          options={[
            { value: "", label: t("ofBankAccount") },
            ...form.chargesAccounts.map(({ no, name }) => ({ value: no, label: `${no} ${name}` })),
          ]}
        />
      </div>
    </Section>
  )
}
