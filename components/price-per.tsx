import { useTranslations } from "next-intl"

/** Beside a price or cost that is not that of one unit: "per 100". */
export function PricePer({ line }: { line: { pricePer: string } }) {
  const t = useTranslations("documents")
  if (line.pricePer === "1") return null
  return <span className="hint">{t("costPer", { per: t(`pricePer.${line.pricePer}`) })}</span>
}
