import { useTranslations } from "next-intl"
import { Column, Row, TableHead } from "@/components/table"
import type { PriceField } from "./view"

type Props = { priceField: PriceField; prices: "incl" | "excl"; hasInvoiceDiscount: boolean }

/** The columns of a document's lines: their widths by name, and their heads. */
export function LineHeads({ priceField, prices, hasInvoiceDiscount }: Props) {
  const t = useTranslations("documents")
  return (
    <>
      <colgroup>
        {["line", "type", "no", "", "quantity", "unit", "cost", "percent"].map(name => (
          <col key={name} className={name || undefined} />
        ))}
        {hasInvoiceDiscount && <col className="allow" />}
        {["vat", "amount", "tools"].map(name => (
          <col key={name} className={name} />
        ))}
      </colgroup>
      <TableHead>
        <Row>
          <Column className="num">{t("line")}</Column>
          <Column>{t("field.type")}</Column>
          <Column>{t("field.no")}</Column>
          <Column>{t("field.description")}</Column>
          <Column className="num">{t("field.quantity")}</Column>
          <Column>{t("field.unitOfMeasureCode")}</Column>
          <Column className="num">{t(`head.${priceField}`, { prices })}</Column>
          <Column className="num">{t("field.lineDiscountPercent")}</Column>
          {hasInvoiceDiscount && <Column>{t("field.allowInvoiceDiscount")}</Column>}
          <Column className="num">{t("field.vatPercent")}</Column>
          <Column className="num">{t("head.lineAmount", { prices })}</Column>
          <Column>
            <span className="hidden">{t("tools")}</span>
          </Column>
        </Row>
      </TableHead>
    </>
  )
}
