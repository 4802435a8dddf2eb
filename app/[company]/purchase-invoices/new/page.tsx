import { randomUUID } from "node:crypto"
import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { requireActorWith } from "@/app/actor"
import { ClientMessages } from "@/app/client-messages"
import { Crumbs } from "@/components/crumbs"
import { NewDocumentForm } from "@/components/document-form/new-document-form"
import { PageHead } from "@/components/page-head"
import { makePurchaseInvoice } from "./actions"

type Props = { params: Promise<{ company: string }>; searchParams: Promise<{ vendor?: string | string[] }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("purchase_invoices"))("newTitle") }
}

/** A purchase invoice from new. `?vendor=` names the vendor, e.g. after one was registered. */
export default async function NewPurchaseInvoicePage({ params, searchParams }: Props) {
  const { company: slug } = await params
  const { vendor } = await searchParams
  await requireActorWith("purchase_invoice.edit_all", slug)
  const t = await getTranslations("purchase_invoices")
  const list = `/${slug}/purchase-invoices`
  return (
    <ClientMessages namespaces={["documents"]}>
      <Crumbs trail={[{ label: t("ongoing"), href: list }, { label: t("newTitle") }]} />
      <PageHead title={t("newTitle")} />
      <NewDocumentForm
        action={makePurchaseInvoice.bind(null, slug)}
        formId={randomUUID()}
        party={{
          field: "buyFromVendorNo",
          lookup: `/api/${slug}/lookup/vendors`,
          value: typeof vendor === "string" ? vendor : "",
        }}
        reference="vendorInvoiceNo"
        cancel={list}
      />
    </ClientMessages>
  )
}
