"use client"

import { useLocale, useTranslations } from "next-intl"
import { Quantity } from "@/components/amount"
import { CalendarDate } from "@/components/date"
import type { DraftLine } from "@/domain/documents/line-fields"
import { formatNumber } from "@/language/number-format"

/** Where a direct unit cost or unit price comes from: the price list, the last direct cost, the item, or typed here. */
export function CostSourceText(props: { source: DraftLine["costSource"]; unit: string; decimals: number }) {
  const { source, unit, decimals } = props
  const t = useTranslations("documents.source")
  const language = useLocale()
  // A service charge is no cost of what a sale asks for.
  if (!source || source.kind === "service_charge") return null
  if (source.kind === "none") return <span className="hint">{t("none")}</span>
  if (source.kind === "typed") {
    const instead = source.insteadOf && formatNumber(source.insteadOf, language, { min: decimals, max: 5 })
    return (
      <>
        {t("typed")} <br />
        {instead && <span className="hint">{t("insteadOf", { cost: instead })}</span>}
      </>
    )
  }
  if (source.kind !== "price_list") {
    return (
      <>
        {t(source.kind === "item_price" ? "itemPrice" : "lastDirectCost")} <br />
        <span className="hint">
          <Conversion source={source} />
        </span>
      </>
    )
  }
  return (
    <>
      {t("priceList")} <br />
      <span className="hint">
        {source.minimumQuantity !== "0" && (
          <span className="no">
            {t("from")} <Quantity value={source.minimumQuantity} /> {source.unitOfMeasureCode || unit}
          </span>
        )}{" "}
        {source.startingDate && source.startingDate > "1900" && (
          <span className="no">
            {t("since")} <CalendarDate date={source.startingDate} />
          </span>
        )}{" "}
        {source.endingDate && (
          <span className="no">
            {t("until")} <CalendarDate date={source.endingDate} />
          </span>
        )}{" "}
        <Conversion source={source} />
      </span>
    </>
  )
}

type Converted = Pick<
  Extract<NonNullable<DraftLine["costSource"]>, { kind: "price_list" }>,
  "convertedFrom" | "currencyConvertedFrom"
>

/** From which unit and currency it was converted, if it was. */
function Conversion({ source: { convertedFrom, currencyConvertedFrom } }: { source: Converted }) {
  const t = useTranslations("documents.source")
  return (
    <>
      {convertedFrom && <span>{t("converted", { unit: convertedFrom.unitOfMeasureCode || t("baseUnit") })} </span>}{" "}
      {currencyConvertedFrom && <span>{t("fromCurrency", { currency: currencyConvertedFrom })}</span>}
    </>
  )
}
