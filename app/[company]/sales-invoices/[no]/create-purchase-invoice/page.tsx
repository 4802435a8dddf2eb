import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { requireActorWith } from "@/app/actor"
import { ClientMessages } from "@/app/client-messages"
import { found } from "@/app/found"
import { readyScripts } from "@/app/ready-scripts"
import { may } from "@/domain/access/actor"
import { createPurchaseInvoice } from "./actions"
import { CreatePurchaseInvoiceForm } from "./create-purchase-invoice-form"
import { openingView } from "./create-purchase-invoice-view"

type Props = {
  params: Promise<{ company: string; no: string }>
  searchParams: Promise<{ vendor?: string | string[] }>
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("create_purchase_invoice")
  return { title: t("title") }
}

/** Create Purchase Invoice, for all lines as long as no selection comes from the sales invoice's own page. */
export default async function CreatePurchaseInvoicePage({ params, searchParams }: Props) {
  const { company: slug, no } = await params
  const { vendor } = await searchParams
  const { actor, company } = await requireActorWith("purchase_request.create", slug)
  const salesInvoiceNo = decodeURIComponent(no)
  const vendorNo = typeof vendor === "string" ? vendor : null
  const view = await found(openingView(actor, salesInvoiceNo, vendorNo))
  // Where OK leads.
  await readyScripts("[company]/purchase-requests/[no]")
  return (
    <ClientMessages
      namespaces={["create_purchase_invoice", "documents", "errors", "facts", "vendors", "vendor_registrations"]}
    >
      <CreatePurchaseInvoiceForm
        action={createPurchaseInvoice.bind(null, slug, salesInvoiceNo)}
        company={{ slug, currencyCode: company.currencyCode, mayMakeVendors: may(actor, "master_data.edit") }}
        invoicePath={`/${slug}/sales-invoices/${no}`}
        view={view}
        vendorNo={vendorNo}
      />
    </ClientMessages>
  )
}
