import { useTranslations } from "next-intl"
import { Amount, Percentage } from "@/components/amount"
import type { Margin } from "@/domain/facts/margin"
import type { OwnCurrency } from "./fact-text"

/** What is left of the sale, with a word where that is little; "–" where a cost is not known. */
export function MarginShown({ margin, currency }: { margin: Margin | null; currency?: OwnCurrency }) {
  const t = useTranslations("facts.margin")
  if (!margin) {
    return (
      <span className="no" title={t("unknown")}>
        <span aria-hidden="true">–</span>
        <span className="hidden">{t("unknown")}</span>
      </span>
    )
  }
  const word = margin.amount.startsWith("-") ? t("loss") : margin.isLow ? t("low") : null
  return (
    <span className={word ? "no bad" : "no"}>
      {currency && (
        <>
          <Amount value={margin.amount} decimals={currency.amountDecimals} currency={currency.currencyCode} />,{" "}
        </>
      )}
      <Percentage value={margin.percent} />
      {word && ` ${word}`}
    </span>
  )
}
