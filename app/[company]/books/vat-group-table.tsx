import { useTranslations } from "next-intl"
import type { ReactNode } from "react"
import { Amount, Percentage } from "@/components/amount"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { CompanyCurrency } from "@/domain/books/company-currency"
import type { VatGroupTotal } from "@/domain/books/list-vat-entries"

/**
 * VAT groups with base and amount, in the company's currency.
 * @param isChosen marks a group
 * @param linked makes an amount a link
 */
export function VatGroupTable<Group extends VatGroupTotal>(props: {
  groups: readonly Group[]
  lcy: CompanyCurrency
  keyOf: (group: Group) => string | number
  isChosen?: (group: Group) => boolean
  linked?: (group: Group, amount: ReactNode) => ReactNode
}) {
  const { groups, lcy, keyOf, isChosen = () => false, linked = (_, amount) => amount } = props
  const t = useTranslations("books")
  return (
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
        {groups.map(group => (
          <Row key={keyOf(group)} aria-current={isChosen(group) ? "true" : undefined}>
            <Cell className="mid">{group.vatBusPostingGroup}</Cell>
            <Cell className="mid">{group.vatProdPostingGroup}</Cell>
            <Cell className="lead">{t(`vatType.${group.vatCalculationType}`)}</Cell>
            <Cell className="num mid">
              <Percentage value={group.vatPercent} />
            </Cell>
            <Cell className="num mid" label={t("base")}>
              <Amount value={group.base} decimals={lcy.decimals} />
            </Cell>
            <Cell className="num amount">{linked(group, <Amount value={group.amount} decimals={lcy.decimals} />)}</Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
