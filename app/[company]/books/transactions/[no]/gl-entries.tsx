import { getTranslations } from "next-intl/server"
import { booksAddress } from "@/app/[company]/_books/addresses"
import { DebitCreditCells } from "@/app/[company]/books/entry-cells"
import { Link } from "@/components/link"
import { Section } from "@/components/section"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { TransactionRead } from "@/domain/books/read-transaction"

/** The G/L entries of a transaction: they sum to zero. */
export async function GlEntries({ slug, read: { gl, lcy } }: { slug: string; read: TransactionRead }) {
  const t = await getTranslations("books")
  return (
    <Section title={t("title.glEntries")} aside={<span className="hint">{lcy.code}</span>}>
      <Table>
        <TableHead>
          <Row>
            <Column>{t("account")}</Column>
            <Column>{t("name")}</Column>
            <Column>{t("genProdPostingGroup")}</Column>
            <Column>{t("vatProdPostingGroup")}</Column>
            <Column className="num">{t("debit")}</Column>
            <Column className="num">{t("credit")}</Column>
          </Row>
        </TableHead>
        <TableBody>
          {gl.map(entry => (
            <Row key={entry.lineNo}>
              <Cell className="mid no">
                <Link href={booksAddress(slug, "gl-entries", { account: entry.glAccountNo })}>{entry.glAccountNo}</Link>
              </Cell>
              <Cell className="lead">{entry.glAccountName}</Cell>
              <Cell className="mid" label={t("genProdPostingGroup")}>
                {entry.genProdPostingGroup}
              </Cell>
              <Cell className="mid" label={t("vatProdPostingGroup")}>
                {entry.vatProdPostingGroup}
              </Cell>
              <DebitCreditCells amount={entry.amount} lcy={lcy} />
            </Row>
          ))}
        </TableBody>
      </Table>
    </Section>
  )
}
