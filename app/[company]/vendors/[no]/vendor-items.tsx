import { getLocale, getTranslations } from "next-intl/server"
import { formulaText } from "@/app/formula-text"
import { UnitAmount } from "@/components/amount"
import { CalendarDate } from "@/components/date"
import { Link } from "@/components/link"
import { Section } from "@/components/section"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { VendorItemList } from "@/domain/vendors/list-vendor-items"

type Props = {
  list: VendorItemList
  no: string
  company: string
  mayEdit: boolean
}

/** What a vendor sells: its numbers, how long they take to come, and what they last cost here. */
export async function VendorItems({ list, no, company, mayEdit }: Props) {
  const [t, language] = [await getTranslations("vendors.items"), await getLocale()]
  const card = `/${company}/vendors/${encodeURIComponent(no)}`
  return (
    <Section
      title={t("title")}
      aside={
        mayEdit && (
          <Link className="btn" href={`/${company}/imports/new/item-vendor-numbers`}>
            {t("import")}
          </Link>
        )
      }
    >
      {list.rows.length === 0 ? (
        <p className="soft">{t("none")}</p>
      ) : (
        <Table>
          <TableHead>
            <Row>
              <Column>{t("item")}</Column>
              <Column>{t("description")}</Column>
              <Column>{t("vendorItemNo")}</Column>
              <Column>{t("leadTime")}</Column>
              <Column className="num">{t("lastCost", { currency: list.currencyCode })}</Column>
              <Column>{t("lastDate")}</Column>
            </Row>
          </TableHead>
          <TableBody>
            {list.rows.map(row => (
              <Row key={row.itemNo}>
                <Cell className="mid no">
                  <Link className="link" href={`/${company}/items/${encodeURIComponent(row.itemNo)}`}>
                    {row.itemNo}
                  </Link>
                </Cell>
                <Cell className="lead">
                  {row.description} {row.isDefaultVendor && <span className="hint">{t("isDefault")}</span>}
                </Cell>
                <Cell className="mid no" label={row.vendorItemNo ? t("vendorItemNo") : undefined}>
                  {row.vendorItemNo}
                </Cell>
                <Cell className="mid" label={row.leadTimeCalculation ? t("leadTime") : undefined}>
                  {formulaText(row.leadTimeCalculation, language)}
                </Cell>
                <Cell
                  className="num mid"
                  label={row.lastCost ? t("lastCost", { currency: list.currencyCode }) : undefined}
                >
                  <UnitAmount value={row.lastCost} decimals={list.unitAmountDecimals} />
                </Cell>
                <Cell className="mid" label={row.lastDate ? t("lastDate") : undefined}>
                  {row.lastDate && <CalendarDate date={row.lastDate} />}
                </Cell>
              </Row>
            ))}
          </TableBody>
        </Table>
      )}
      {list.next && (
        <p>
          <Link className="link" href={`${card}?items=${encodeURIComponent(list.next)}`}>
            {t("more")}
          </Link>
        </p>
      )}
    </Section>
  )
}
