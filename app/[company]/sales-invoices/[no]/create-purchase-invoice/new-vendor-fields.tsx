"use client"

import { useTranslations } from "next-intl"
import { useEffect, useRef } from "react"
import { SimilarVendors } from "@/app/[company]/_vendors/similar-vendors"
import { VendorFields } from "@/app/[company]/_vendors/vendor-fields"
import { Plus } from "@/components/icons"
import type { CreatePurchaseInvoiceView } from "./create-purchase-invoice-view"

/** A vendor that is not there yet: the button, or the fields that it opened. */
export function NewVendorFields({ company, view }: { company: string; view: CreatePurchaseInvoiceView }) {
  const t = useTranslations("create_purchase_invoice.newVendor")
  const heading = useRef<HTMLHeadingElement>(null)
  const open = view.newVendor !== null
  useEffect(() => {
    if (open) heading.current?.focus()
  }, [open])
  if (!view.newVendor) {
    return (
      <button className="btn plain" type="submit" name="intent" value="open_new_vendor">
        <Plus className="icon" aria-hidden="true" />
        {t("open")}
      </button>
    )
  }
  return (
    <section className="new-vendor" aria-labelledby="new-vendor" data-enter="make_vendor">
      <div className="section">
        <h2 id="new-vendor" ref={heading} tabIndex={-1}>
          {t("open")}
        </h2>
      </div>
      <p className="hint">{t("hint")}</p>
      <input type="hidden" name="newVendor" value="1" />
      <SimilarVendors company={company} byIntent />
      <VendorFields choices={view.newVendor} name={view.vendorSearch} />
      <div className="actions">
        <button className="btn" type="submit" name="intent" value="close_new_vendor">
          {t("close")}
        </button>
        <button className="btn primary" type="submit" name="intent" value="make_vendor">
          {t("create")}
        </button>
      </div>
    </section>
  )
}
