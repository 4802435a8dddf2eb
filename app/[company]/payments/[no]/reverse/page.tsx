import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { reverse } from "@/app/[company]/_payments/actions"
import { requireActorWith } from "@/app/actor"
import { ClientMessages } from "@/app/client-messages"
import { found } from "@/app/found"
import { Amount } from "@/components/amount"
import { Crumbs } from "@/components/crumbs"
import { Facts } from "@/components/facts"
import { Form } from "@/components/form/form"
import { DateField, TextField } from "@/components/form/text-field"
import { Link } from "@/components/link"
import { PageHead } from "@/components/page-head"
import { SubmitButton } from "@/components/submit-button"
import { readPayment } from "@/domain/payments/read-payment"
import { formatDate } from "@/language/date-format"

type Props = { params: Promise<{ company: string; no: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("payments")
  return { title: t("reverseTitle", { no: decodeURIComponent((await params).no) }) }
}

/** The question before a payment is reversed: on which day, and why. */
export default async function ReversePaymentPage({ params }: Props) {
  const { company: slug, no: encoded } = await params
  const no = decodeURIComponent(encoded)
  const { actor } = await requireActorWith("purchase_invoice.post", slug)
  const payment = await found(readPayment(actor, no))
  const t = await getTranslations("payments")
  const list = `/${slug}/payments`
  const path = `${list}/${encoded}`
  return (
    <ClientMessages namespaces={["payments"]}>
      <Crumbs trail={[{ label: t("title"), href: list }, { label: no, href: path }, { label: t("reverse") }]} />
      <PageHead title={t("reverseTitle", { no })} subject={t("reverseText")} />
      <Facts
        facts={[
          { term: t("vendor"), value: payment.vendorName },
          {
            term: t("amount"),
            value: (
              <Amount
                value={payment.entry.amount}
                decimals={payment.amountDecimals}
                currency={payment.entry.currencyCode}
              />
            ),
          },
        ]}
      />
      <Form className="form" action={reverse.bind(null, slug, no)} label={t("reverse")}>
        <DateField
          name="postingDate"
          label={t("postingDate")}
          defaultValue={formatDate(payment.today, actor.language)}
        />
        <TextField name="reason" label={t("reason")} required />
        <div className="actions">
          <SubmitButton className="btn danger" pendingLabel={t("reversing")}>
            {t("reverse")}
          </SubmitButton>
          <Link className="btn" href={path}>
            {t("cancel")}
          </Link>
        </div>
      </Form>
    </ClientMessages>
  )
}
