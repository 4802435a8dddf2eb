import { getTranslations } from "next-intl/server"
import { addressWith, type Search } from "@/app/lists/list-address"
import { Amount, Percentage } from "@/components/amount"
import { Link } from "@/components/link"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { VatEntryList, VatGroup } from "@/domain/books/list-vat-entries"
import { groupParameters } from "./group"

type Props = { list: VatEntryList; path: string; search: Search; group: VatGroup | undefined }

/** Totals per VAT group, each the way to its entries; the one chosen is marked. */
export async function VatGroups({ list, path, search, group }: Props) {
  const t = await getTranslations("books")
  const none = { bus: undefined, prod: undefined, type: undefined, percent: undefined, cursor: undefined }
  const keyOf = (of: VatGroup) => Object.values(groupParameters(of)).join(" ")
  return (
    <>
      <Table>
        <TableHead>
          <Row>
            <Column>{t("vatBusPostingGroup")}</Column>
            <Column>{t("vatProdPostingGroup")}</Column>
            <Column>{t("vatTypeLabel")}</Column>
            <Column className="num">{t("vatPercent")}</Column>
            <Column className="num">{t("base")}</Column>
            <Column className="num">{t("vatAmount")}</Column>
          </Row>
        </TableHead>
        <TableBody>
          {list.groups.map(each => (
            <Row key={keyOf(each)} aria-current={group && keyOf(group) === keyOf(each) ? "true" : undefined}>
              <Cell className="mid">{each.vatBusPostingGroup}</Cell>
              <Cell className="mid">{each.vatProdPostingGroup}</Cell>
              <Cell className="lead">{t(`vatType.${each.vatCalculationType}`)}</Cell>
              <Cell className="num mid">
                <Percentage value={each.vatPercent} />
              </Cell>
              <Cell className="num mid" label={t("base")}>
                <Amount value={each.base} decimals={list.lcy.decimals} />
              </Cell>
              <Cell className="num amount">
                <Link href={addressWith(path, search, { ...none, ...groupParameters(each) })}>
                  <Amount value={each.amount} decimals={list.lcy.decimals} />
                </Link>
              </Cell>
            </Row>
          ))}
        </TableBody>
      </Table>
      {group && (
        <p>
          <Link className="btn plain" href={addressWith(path, search, none)}>
            {t("allGroups")}
          </Link>
        </p>
      )}
    </>
  )
}
