import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { DeleteQuestion } from "@/app/_document-form/delete-question"
import { removeSalesInvoice } from "@/app/[company]/sales-invoices/[no]/actions"
import { requireActorWith } from "@/app/actor"
import { found } from "@/app/found"
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
  return (
    <DeleteQuestion
      namespace="sales_invoices"
      list={{ label: t("ongoing"), href: `/${slug}/sales-invoices` }}
      path={`/${slug}/sales-invoices/${encoded}`}
      title={t("deleteTitle", { no })}
      party={{ term: t("customer"), value: header.customerName }}
      header={header}
      amountDecimals={amountDecimals}
      action={removeSalesInvoice.bind(null, slug, no)}
    />
  )
}
