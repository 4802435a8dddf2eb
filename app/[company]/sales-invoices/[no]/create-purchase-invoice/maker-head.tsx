"use client"

import { useTranslations } from "next-intl"
import { Crumbs } from "@/components/crumbs"
import { PageHead } from "@/components/page-head"
import type { MakerCompany } from "./maker"
import type { MakerView } from "./maker-view"

/** Where one is, and which sales invoice it is about. */
export function MakerHead(props: {
  company: MakerCompany
  invoicePath: string
  salesInvoice: MakerView["salesInvoice"]
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
