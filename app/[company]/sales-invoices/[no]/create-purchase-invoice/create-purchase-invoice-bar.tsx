"use client"

import { useTranslations } from "next-intl"
import { MarginShown } from "@/app/[company]/_facts/margin-shown"
import { Amount } from "@/components/amount"
import { Link } from "@/components/link"
import { isPlainClick } from "@/components/plain-click"
import type { CreatePurchaseInvoiceView } from "./create-purchase-invoice-view"

type BarProps = { view: CreatePurchaseInvoiceView; cancelPath: string; cancel: () => void; pending: boolean }

/** From whom, how many lines and what they cost; Cancel and OK. */
export function CreatePurchaseInvoiceBar({ view, cancelPath, cancel, pending }: BarProps) {
  const [t, facts] = [useTranslations("create_purchase_invoice"), useTranslations("facts.margin")]
  return (
    <div className="bar">
      <span aria-live="polite">
        {view.vendor ? (
          <>
            <span className="soft">{t("summary", { vendor: view.vendor.name, count: view.lineCount })}</span>{" "}
            <strong className="num">
              <Amount value={view.amount} decimals={view.vendor.amountDecimals} />
            </strong>{" "}
            <span className="hint">{t("exclVat", { currency: view.vendor.currencyCode })}</span>
            {view.margins && (
              <span className="hint">
                {" · "}
                {facts("title")} <MarginShown margin={view.margins.total} currency={view.margins} />
              </span>
            )}
          </>
        ) : (
          <span className="soft">{t("chooseVendor")}</span>
        )}
      </span>
      <div className="actions">
        <noscript>
          <button className="btn" name="intent" value="update" type="submit">
            {t("update")}
          </button>
        </noscript>
        <Link
          className="btn"
          href={cancelPath}
          onClick={event => {
            if (!isPlainClick(event)) return
            event.preventDefault()
            cancel()
          }}
        >
          {t("cancel")} <kbd>Esc</kbd>
        </Link>
        <button className="btn primary" name="intent" value="ok" type="submit" aria-disabled={pending || undefined}>
          {t("ok")} <kbd>Enter</kbd>
        </button>
      </div>
    </div>
  )
}
