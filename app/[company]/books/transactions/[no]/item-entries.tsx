import { getTranslations } from "next-intl/server"
import { booksAddress } from "@/app/[company]/_books/addresses"
import { Amount, Quantity, UnitAmount } from "@/components/amount"
import { Link } from "@/components/link"
import { Section } from "@/components/section"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { TransactionRead } from "@/domain/books/read-transaction"

/** The item ledger entries of a transaction with their value; of many the first, and the way to all. */
export async function ItemEntries({ slug, read }: { slug: string; read: TransactionRead }) {
  const t = await getTranslations("books")
  const { items, itemCount, lcy, transaction } = read
  if (items.length === 0) return null
  return (
    <Section title={t("title.itemLedgerEntries")} aside={<span className="hint">{lcy.code}</span>}>
      <Table>
        <TableHead>
          <Row>
            <Column>{t("itemNo")}</Column>
            <Column>{t("description")}</Column>
            <Column className="num">{t("quantity")}</Column>
            <Column className="num">{t("costPerUnit")}</Column>
            <Column className="num">{t("costAmount")}</Column>
          </Row>
        </TableHead>
        <TableBody>
          {items.map(entry => (
            <Row key={entry.lineNo}>
              <Cell className="mid no">
                <Link href={booksAddress(slug, "item-ledger-entries", { item: entry.itemNo })}>{entry.itemNo}</Link>
              </Cell>
              <Cell className="lead">{entry.description}</Cell>
              <Cell className="num mid" label={t("quantity")}>
                <Quantity value={entry.quantity} />
              </Cell>
              <Cell className="num mid" label={t("costPerUnit")}>
                <UnitAmount value={entry.costPerUnit} decimals={lcy.decimals} />
              </Cell>
              <Cell className="num amount">
                <Amount value={entry.costAmount} decimals={lcy.decimals} />
              </Cell>
            </Row>
          ))}
        </TableBody>
      </Table>
      {items.length < itemCount && (
        <p>
          {t("someOf", { shown: items.length, count: itemCount })}{" "}
          <Link href={booksAddress(slug, "item-ledger-entries", { document: transaction.documentNo })}>
            {t("showAll")}
          </Link>
        </p>
      )}
    </Section>
  )
}
