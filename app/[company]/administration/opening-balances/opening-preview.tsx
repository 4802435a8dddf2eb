import { getLocale, getTranslations } from "next-intl/server"
import { Amount } from "@/components/amount"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { OpeningPreview } from "@/domain/opening-balances/preview-opening"
import { formatDate } from "@/language/date-format"

/** What posting would write, folded away: how many entries of which ledger, and the G/L entries one by one. */
export async function PreviewOfOpening({ preview, decimals }: { preview: OpeningPreview; decimals: number }) {
  const [t, posting] = [await getTranslations("opening.preview"), await getTranslations("posting")]
  const { name, postingDate, counts, gl } = preview
  const side = (amount: string, isDebit: boolean) =>
    amount.startsWith("-") === isDebit ? null : amount.replace(/^-/u, "")
  return (
    <details className="unfold">
      <summary>{posting("preview")}</summary>
      <p>{t("counts", { ...counts, name, date: formatDate(postingDate, await getLocale()) })}</p>
      <Table>
        <TableHead>
          <Row>
            <Column>{t("document")}</Column>
            <Column>{posting("gl.account")}</Column>
            <Column>{t("of")}</Column>
            <Column className="num">{posting("gl.debit")}</Column>
            <Column className="num">{posting("gl.credit")}</Column>
          </Row>
        </TableHead>
        <TableBody>
          {gl.map(({ documentNo, lineNo, glAccountNo, accountName, amount, of }) => (
            <Row key={`${documentNo} ${lineNo}`}>
              <Cell className="mid no">{documentNo}</Cell>
              <Cell className="lead">
                {glAccountNo} {accountName}
              </Cell>
              <Cell className="mid" label={of ? t("of") : undefined}>
                {of}
              </Cell>
              {(["debit", "credit"] as const).map(column => {
                const value = side(amount, column === "debit")
                return (
                  <Cell key={column} className="num mid" label={value === null ? undefined : posting(`gl.${column}`)}>
                    <Amount value={value} decimals={decimals} />
                  </Cell>
                )
              })}
            </Row>
          ))}
        </TableBody>
      </Table>
      {counts.gl > gl.length && <p className="soft">{t("more", { count: counts.gl - gl.length })}</p>}
    </details>
  )
}
