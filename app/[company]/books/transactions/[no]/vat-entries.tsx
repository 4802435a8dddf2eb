import { getTranslations } from "next-intl/server"
import { Amount, Percentage } from "@/components/amount"
import { Section } from "@/components/section"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { TransactionRead } from "@/domain/books/read-transaction"

/** The VAT entries of a transaction, one a VAT group. */
export async function VatEntries({ read: { vat, lcy } }: { read: TransactionRead }) {
  const t = await getTranslations("books")
  if (vat.length === 0) return null
  return (
    <Section title={t("title.vatEntries")} aside={<span className="hint">{lcy.code}</span>}>
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
          {vat.map(entry => (
            <Row key={entry.lineNo}>
              <Cell className="mid">{entry.vatBusPostingGroup}</Cell>
              <Cell className="mid">{entry.vatProdPostingGroup}</Cell>
              <Cell className="lead">{t(`vatType.${entry.vatCalculationType}`)}</Cell>
              <Cell className="num mid">
                <Percentage value={entry.vatPercent} />
              </Cell>
              <Cell className="num mid" label={t("base")}>
                <Amount value={entry.base} decimals={lcy.decimals} />
              </Cell>
              <Cell className="num amount">
                <Amount value={entry.amount} decimals={lcy.decimals} />
              </Cell>
            </Row>
          ))}
        </TableBody>
      </Table>
    </Section>
  )
}
