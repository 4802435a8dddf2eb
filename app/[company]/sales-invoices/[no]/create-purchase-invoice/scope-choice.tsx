"use client"

import { useTranslations } from "next-intl"
import { Count } from "@/components/amount"
import type { CreatePurchaseInvoiceView } from "./create-purchase-invoice-view"

/** All Lines or Selected Lines; the latter only where some were selected. */
export function ScopeChoice({ view }: { view: CreatePurchaseInvoiceView }) {
  const t = useTranslations("create_purchase_invoice")
  const selected = view.selectedLineIds.length
  return (
    <>
      <div className="section first">
        <h2 id="which">{t("lines")}</h2>
      </div>
      <div className="choice" role="radiogroup" aria-labelledby="which" id="scope">
        <label>
          <input type="radio" name="scope" value="all_lines" defaultChecked={view.scope === "all_lines"} />
          {t("allLines")}
          <span className="count">
            <Count value={view.salesInvoice.lineCount} />
          </span>
        </label>
        <label>
          <input
            type="radio"
            name="scope"
            value="selected_lines"
            defaultChecked={view.scope === "selected_lines"}
            disabled={selected === 0}
          />
          {t("selectedLines")}
          <span className="count">
            <Count value={selected} />
          </span>
        </label>
      </div>
    </>
  )
}
