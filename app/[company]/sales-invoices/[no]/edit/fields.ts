import "server-only"
import { getTranslations } from "next-intl/server"
import { optionsOf } from "@/app/_document-form/options"
import type { HeaderFieldSpec, ReadOnlyFieldSpec } from "@/components/document-form/view"
import type { SalesInvoicePage } from "@/domain/sales-invoices/read-sales-invoice"

/** The header's fields in the order of the form. */
export async function fieldsOf({ choices, header }: SalesInvoicePage): Promise<HeaderFieldSpec[]> {
  const t = await getTranslations("documents")
  const text = (name: string, more: Partial<HeaderFieldSpec> = {}): HeaderFieldSpec => ({
    name,
    label: t(`header.${name}`),
    kind: "text",
    ...more,
  })
  return [
    text("customerNo", { kind: "party", width: "wide" }),
    text("externalDocumentNo", { width: "wide" }),
    text("documentDate", { kind: "date" }),
    text("postingDate", { kind: "date" }),
    text("dueDate", { kind: "date" }),
    text("paymentTermsCode", {
      kind: "select",
      options: optionsOf(choices.paymentTerms, header.paymentTermsCode),
    }),
    text("salespersonCode", { kind: "select", options: optionsOf(choices.purchasers, header.salespersonCode) }),
    text("contact"),
  ]
}

/** What the form shows of the header and nobody types. */
export async function readOnlyFieldsOf({ header }: SalesInvoicePage): Promise<ReadOnlyFieldSpec[]> {
  const t = await getTranslations("documents")
  const shown = (name: string, value: string) => ({ name, label: t(`header.${name}`), value })
  return [
    shown("currencyCode", header.currencyCode),
    shown("pricesIncludingVat", header.pricesIncludingVat ? t("yes") : t("no")),
    shown("vatRegistrationNo", header.vatRegistrationNo),
  ]
}
