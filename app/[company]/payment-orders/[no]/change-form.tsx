import { getTranslations } from "next-intl/server"
import { editOrder } from "@/app/[company]/payment-orders/actions"
import { codeLabel } from "@/components/code-label"
import { Form } from "@/components/form/form"
import { HiddenField } from "@/components/form/hidden-field"
import { SelectField } from "@/components/form/select-field"
import { DateField, TextField } from "@/components/form/text-field"
import { SubmitButton } from "@/components/submit-button"
import type { Actor } from "@/domain/access/actor"
import type { OrderRead } from "@/domain/payment-approvals/read-order"
import { readPaymentForm } from "@/domain/payments/read-payment-form"
import { formatDate } from "@/language/date-format"

/** What of an order can be changed, to unfold. */
export async function ChangeForm({ actor, slug, read }: { actor: Actor; slug: string; read: OrderRead }) {
  const [t, words] = await Promise.all([getTranslations("payment_orders"), getTranslations("payments")])
  const { order, payment } = read
  const form = await readPaymentForm(actor, { vendorNo: order.vendorNo, currencyCode: order.currencyCode })
  const accounts = form.vendorBankAccounts.map(({ id, number, accountHolder }) => ({
    value: String(id),
    label: `${number} ${accountHolder}`,
  }))
  return (
    <details>
      <summary>{t("change")}</summary>
      <Form className="form" action={editOrder.bind(null, slug, order.no)} label={t("change")}>
        <p className="soft read">{t("changeText")}</p>
        <HiddenField name="version" value={order.version} />
        <div className="fields">
          <SelectField
            name="bankAccountNo"
            label={words("bankAccountNo")}
            options={form.bankAccounts.map(({ no, name }) => ({ value: no, label: `${no} ${name}` }))}
            defaultValue={payment.bankAccountNo}
          />
          <SelectField
            name="paymentMethodCode"
            label={words("paymentMethodCode")}
            options={[
              { value: "", label: words("byTransfer") },
              ...form.methods.map(each => ({ value: each.code, label: codeLabel(each) })),
            ]}
            defaultValue={read.methodCode}
          />
          <SelectField
            name="vendorBankAccountId"
            label={words("vendorBankAccountId")}
            options={accounts.length > 0 ? accounts : [{ value: "", label: words("noAccount") }]}
            defaultValue={String(payment.vendorBankAccountId ?? "")}
          />
          <DateField
            name="postingDate"
            label={words("postingDate")}
            defaultValue={formatDate(payment.postingDate, actor.language)}
          />
          <TextField name="description" label={words("description")} defaultValue={payment.description} width="wide" />
          <TextField
            name="externalDocumentNo"
            label={words("externalDocumentNo")}
            defaultValue={payment.externalDocumentNo ?? ""}
          />
        </div>
        <div className="actions">
          <SubmitButton className="btn" pendingLabel={t("saving")}>
            {t("save")}
          </SubmitButton>
        </div>
      </Form>
    </details>
  )
}
