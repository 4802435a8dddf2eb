import { randomUUID } from "node:crypto"
import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { requireActorWith } from "@/app/actor"
import { ClientMessages } from "@/app/client-messages"
import { Crumbs } from "@/components/crumbs"
import { NewDocumentForm } from "@/components/document-form/new-document-form"
import { PageHead } from "@/components/page-head"
import { makeSalesInvoice } from "./actions"

type Props = { params: Promise<{ company: string }>; searchParams: Promise<{ customer?: string | string[] }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("sales_invoices"))("newTitle") }
}

/** A sales invoice from new. `?customer=` names the customer. */
export default async function NewSalesInvoicePage({ params, searchParams }: Props) {
  const { company: slug } = await params
  const { customer } = await searchParams
  await requireActorWith("sales_invoice.edit", slug)
  const t = await getTranslations("sales_invoices")
  const list = `/${slug}/sales-invoices`
  return (
    <ClientMessages namespaces={["documents"]}>
      <Crumbs trail={[{ label: t("ongoing"), href: list }, { label: t("newTitle") }]} />
      <PageHead title={t("newTitle")} />
      <NewDocumentForm
        action={makeSalesInvoice.bind(null, slug)}
        formId={randomUUID()}
        party={{
          field: "customerNo",
          lookup: `/api/${slug}/lookup/customers`,
          value: typeof customer === "string" ? customer : "",
        }}
        reference="externalDocumentNo"
        cancel={list}
      />
    </ClientMessages>
  )
}
