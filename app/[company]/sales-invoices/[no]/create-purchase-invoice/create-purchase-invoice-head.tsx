"use client"

import { useTranslations } from "next-intl"
import { Crumbs } from "@/components/crumbs"
import { PageHead } from "@/components/page-head"
import type { CreatePurchaseInvoiceCompany } from "./create-purchase-invoice-company"
import type { CreatePurchaseInvoiceView } from "./create-purchase-invoice-view"

/** Where one is, and which sales invoice it is about. */
export function CreatePurchaseInvoiceHead(props: {
  company: CreatePurchaseInvoiceCompany
  invoicePath: string
  salesInvoice: CreatePurchaseInvoiceView["salesInvoice"]
}) {
  const { company, invoicePath, salesInvoice } = props
  const t = useTranslations("create_purchase_invoice")
  return (
    <>
      <Crumbs
        trail={[
          { label: t("ongoingSalesInvoices"), href: `/${company.slug}/sales-invoices` },
          { label: salesInvoice.no, href: invoicePath },
          { label: t("title") },
        ]}
      />
      <PageHead
        title={t("title")}
        subject={t("subject", { no: salesInvoice.no, customer: salesInvoice.customerName })}
      />
    </>
  )
}
