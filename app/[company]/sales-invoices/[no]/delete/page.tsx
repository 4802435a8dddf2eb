import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { removeSalesInvoice } from "@/app/[company]/sales-invoices/[no]/actions"
import { requireActorWith } from "@/app/actor"
import { ClientMessages } from "@/app/client-messages"
import { found } from "@/app/found"
import { Amount } from "@/components/amount"
import { Crumbs } from "@/components/crumbs"
import { Facts } from "@/components/facts"
import { Form } from "@/components/form/form"
import { HiddenField } from "@/components/form/hidden-field"
import { Link } from "@/components/link"
import { PageHead } from "@/components/page-head"
import { SubmitButton } from "@/components/submit-button"
import { readSalesInvoice } from "@/domain/sales-invoices/read-sales-invoice"

type Props = { params: Promise<{ company: string; no: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("sales_invoices")
  return { title: t("deleteTitle", { no: decodeURIComponent((await params).no) }) }
}

/** The question before an ongoing sales invoice is deleted. */
export default async function DeleteSalesInvoicePage({ params }: Props) {
  const { company: slug, no: encoded } = await params
  const no = decodeURIComponent(encoded)
  const { actor } = await requireActorWith("sales_invoice.edit", slug)
  const { header, amountDecimals } = await found(readSalesInvoice(actor, no))
  const t = await getTranslations("sales_invoices")
  const path = `/${slug}/sales-invoices/${encoded}`
  return (
    <ClientMessages>
      <Crumbs
        trail={[
          { label: t("ongoing"), href: `/${slug}/sales-invoices` },
          { label: no, href: path },
          { label: t("delete") },
        ]}
      />
      <PageHead title={t("deleteTitle", { no })} subject={t("deleteText")} />
      <Facts
        facts={[
          { term: t("customer"), value: header.customerName },
          { term: t("lines"), value: header.lineCount },
          {
            term: t("totalExclVat"),
            value: <Amount value={header.amount} decimals={amountDecimals} currency={header.currencyCode} />,
          },
        ]}
      />
      <Form action={removeSalesInvoice.bind(null, slug, no)} label={t("delete")}>
        <HiddenField name="version" value={header.version} />
        <div className="actions">
          <SubmitButton className="btn danger" pendingLabel={t("deleting")}>
            {t("delete")}
          </SubmitButton>
          <Link className="btn" href={path}>
            {t("cancel")}
          </Link>
        </div>
      </Form>
    </ClientMessages>
  )
}
