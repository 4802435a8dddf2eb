import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { getTranslations } from "next-intl/server"
import { requireActorWith } from "@/app/actor"
import { ClientMessages } from "@/app/client-messages"
import { may } from "@/domain/access/actor"
import { NotFound } from "@/domain/errors"
import { createPurchaseInvoice } from "./actions"
import { MakerForm } from "./maker-form"
import { openingView } from "./maker-view"

type Props = {
  params: Promise<{ company: string; no: string }>
  searchParams: Promise<{ vendor?: string | string[] }>
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("create_purchase_invoice")
  return { title: t("title") }
}

/** Create Purchase Invoice for all lines; a selection comes from the sales invoice's own page. */
export default async function CreatePurchaseInvoicePage({ params, searchParams }: Props) {
  const { company: slug, no } = await params
  const { vendor } = await searchParams
  const { actor, company } = await requireActorWith("purchase_request.create", slug)
  const salesInvoiceNo = decodeURIComponent(no)
  const view = await openingView(actor, salesInvoiceNo, typeof vendor === "string" ? vendor : null).catch(error => {
    if (error instanceof NotFound) notFound()
    throw error
  })
  return (
    <ClientMessages namespaces={["create_purchase_invoice", "errors", "vendors"]}>
      <MakerForm
        action={createPurchaseInvoice.bind(null, slug, salesInvoiceNo)}
        company={{ slug, currencyCode: company.currencyCode, mayMakeVendors: may(actor, "master_data.edit") }}
        salesInvoiceNo={salesInvoiceNo}
        view={view}
      />
    </ClientMessages>
  )
}
