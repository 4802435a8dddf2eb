import { useTranslations } from "next-intl"
import { codeLabel } from "@/components/code-label"
import { SelectField } from "@/components/form/select-field"
import type { PaymentForm } from "@/domain/payments/read-payment-form"

/** How the vendor is paid, and to which of its confirmed bank accounts. */
export function PaidToFields({ form: { vendor, methods, vendorBankAccounts } }: { form: PaymentForm }) {
  const t = useTranslations("payments")
  const accounts = vendorBankAccounts.map(({ id, number, accountHolder }) => ({
    value: String(id),
    label: `${number} ${accountHolder}`,
  }))
  return (
    <>
      <SelectField
        name="paymentMethodCode"
        label={t("paymentMethodCode")}
        options={[
          { value: "", label: t("byTransfer") },
          ...methods.map(each => ({ value: each.code, label: codeLabel(each) })),
        ]}
        defaultValue={vendor.paymentMethodCode ?? ""}
      />
      <SelectField
        name="vendorBankAccountId"
        label={t("vendorBankAccountId")}
        options={accounts.length > 0 ? accounts : [{ value: "", label: t("noAccount") }]}
      />
    </>
  )
}
