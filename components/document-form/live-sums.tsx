"use client"

import { useTranslations } from "next-intl"
import { Decimal, toPlain } from "@/domain/money/decimal"
import { DocumentSums } from "./document-sums"
import type { LiveAmounts } from "./live-amounts"

/** VAT groups and totals by what is typed, and how much of it is not among them. */
export default function LiveSums({ amounts }: { amounts: LiveAmounts }) {
  const t = useTranslations("documents")
  return (
    <>
      {amounts.uncounted > 0 && (
        <p className="says warn uncounted" role="status">
          {t("uncounted", { count: amounts.uncounted })}
        </p>
      )}
      <DocumentSums
        groups={amounts.groups}
        amount={amounts.amount}
        vat={toPlain(new Decimal(amounts.amountIncludingVat).minus(amounts.amount))}
        amountIncludingVat={amounts.amountIncludingVat}
        invoiceDiscount={amounts.invoiceDiscountAmount}
        currencyCode={amounts.currencyCode}
        decimals={amounts.decimals}
      />
    </>
  )
}
