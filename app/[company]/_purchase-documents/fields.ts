import "server-only"
import { getTranslations } from "next-intl/server"
import { optionsOf } from "@/app/_document-form/options"
import type { HeaderFieldSpec, ReadOnlyFieldSpec } from "@/components/document-form/view"
import type { CodeChoice } from "@/domain/documents/setup-choices"
import { hasTypedDiscount } from "@/domain/purchase-documents/header"
import type { PurchaseDocumentPage } from "@/domain/purchase-documents/read-purchase-document"
import { purchaseKinds } from "./kinds"

const calculations = ["none", "tiers", "amount", "percent"] as const
const yesNo = (value: string) => (value === "yes" ? "yes" : "no")

/**
 * The header's fields in the order of the form.
 *
 * @param duplicates of the Vendor Invoice No.
 */
export async function fieldsOf(
  { choices, vendor, header }: PurchaseDocumentPage,
  duplicates: HeaderFieldSpec["duplicates"],
): Promise<HeaderFieldSpec[]> {
  const t = await getTranslations("documents")
  const { names } = purchaseKinds[header.documentType]
  const text = (name: string, more: Partial<HeaderFieldSpec> = {}): HeaderFieldSpec => ({
    name,
    label: t(`header.${names[name] ?? name}`),
    kind: "text",
    ...more,
  })
  const select = (name: string, codes: readonly CodeChoice[], now: string | null): HeaderFieldSpec =>
    text(name, { kind: "select", options: optionsOf(codes, now) })
  return [
    text("buyFromVendorNo", { kind: "party", width: "wide" }),
    text("vendorInvoiceNo", { width: "wide", duplicates }),
    text("documentDate", { kind: "date" }),
    text("postingDate", { kind: "date" }),
    text("dueDate", { kind: "date" }),
    select("paymentTermsCode", choices.paymentTerms, header.paymentTermsCode),
    select("paymentMethodCode", choices.paymentMethods, header.paymentMethodCode),
    select("purchaserCode", choices.purchasers, header.purchaserCode),
    text("orderDate", { kind: "date" }),
    text("paymentDiscountDate", { kind: "date" }),
    text("buyFromContact"),
    ...(vendor.orderAddresses.length > 0
      ? [select("orderAddressCode", vendor.orderAddresses, header.orderAddressCode)]
      : []),
    text("postingDescription"),
    text("currencyCode", {
      kind: "select",
      options: choices.currencies.map(({ code, description }) => ({ value: code, label: `${code} ${description}` })),
    }),
    text("pricesIncludingVat", {
      kind: "select",
      options: ["no", "yes"].map(value => ({ value, label: t(yesNo(value)) })),
    }),
    text("invoiceDiscountCalculation", {
      kind: "select",
      options: calculations.map(value => ({ value, label: t(`invoiceDiscount.${value}`) })),
    }),
    text("invoiceDiscountValue", {
      kind: "number",
      activeWith: { field: "invoiceDiscountCalculation", values: calculations.filter(hasTypedDiscount) },
    }),
    text("controlAmountIncludingVat", { kind: "number", hint: t(names.controlHint ?? "controlHint") }),
    text("controlVatAmount", { kind: "number" }),
  ]
}

/** What the form shows of the header and nobody types. */
export async function readOnlyFieldsOf({ header }: PurchaseDocumentPage): Promise<ReadOnlyFieldSpec[]> {
  const t = await getTranslations("documents")
  const shown = (name: string, value: string) => ({ name, label: t(`header.${name}`), value })
  return [shown("vatRegistrationNo", header.vatRegistrationNo)]
}
