"use client"

import { useLocale, useTranslations } from "next-intl"
import type { MouseEvent } from "react"
import { formatNumber } from "@/language/number-format"
import { addUp } from "./add-up"
import type { Picks } from "./kept-picks"

type BarProps = {
  picks: Picks
  /** How many of them are on other pages. */
  elsewhere: number
  /** Lines of the whole invoice. */
  lineCount: number
  decimals: number
  /** Whether Create Purchase Invoice is on its way. */
  isOpening: boolean
  open: (event: MouseEvent) => void
  clear: () => void
}

/** How many lines are picked and what they come to; Create Purchase Invoice. */
export function PickBar({ picks, elsewhere, lineCount, decimals, isOpening, open, clear }: BarProps) {
  const t = useTranslations("sales_invoices")
  const language = useLocale()
  const amount = addUp([...picks.values()])
  return (
    <div className="bar">
      <span role="status">
        {picks.size === 0 ? (
          <span className="soft">{t("nonePicked", { all: lineCount })}</span>
        ) : (
          <strong>
            {t(elsewhere > 0 ? "pickedOnPages" : "picked", { count: picks.size, all: lineCount, elsewhere })}
          </strong>
        )}
      </span>
      {picks.size > 0 && (
        <>
          <span className="soft num wide-only">
            {t("pickedAmount", { amount: formatNumber(amount, language, { min: decimals, max: decimals }) })}
          </span>
          <button type="button" className="btn plain" onClick={clear}>
            {t("clear")}
          </button>
        </>
      )}
      <div className="actions">
        <button
          className="btn primary"
          id="create-purchase-invoice"
          name="intent"
          value="open"
          type="submit"
          aria-disabled={isOpening || undefined}
          aria-keyshortcuts="Alt+C"
          onClick={open}
        >
          {isOpening ? (
            t("opening")
          ) : (
            <>
              {t("createPurchaseInvoice")}{" "}
              <span aria-hidden="true">
                <kbd>Alt C</kbd>
              </span>
            </>
          )}
        </button>
      </div>
    </div>
  )
}
