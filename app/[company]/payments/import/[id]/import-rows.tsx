import { getTranslations } from "next-intl/server"
import { Amount, Count } from "@/components/amount"
import { Link } from "@/components/link"
import { State, type StateName } from "@/components/state"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { PieceOutcome } from "@/domain/background-work/read-work"
import { fieldOf } from "@/domain/payment-import/columns"
import type { PaymentImportRow } from "@/domain/payment-import/read-payment-import"
import type { Language } from "@/language/language"
import { formatNumber } from "@/language/number-format"
import { paymentRowSentences } from "./row-sentences"

const shapes: Record<PieceOutcome, StateName> = { pending: "queued", done: "finished", refused: "failed" }

/** The rows of a file, each with what came of it: the payment, or every reason why there is none. */
export async function PaymentImportRows(props: {
  rows: readonly PaymentImportRow[]
  company: string
  language: Language
}) {
  const { rows, company, language } = props
  const [t, work] = [await getTranslations("payment_import"), await getTranslations("background_work")]
  const sentences = await paymentRowSentences(language)
  return (
    <Table>
      <TableHead>
        <Row>
          <Column className="num">{t("column.row")}</Column>
          <Column>{work("result")}</Column>
          <Column>{t("column.vendor")}</Column>
          <Column>{t("column.documents")}</Column>
          <Column>{t("column.payment")}</Column>
          <Column className="num">{t("column.amount")}</Column>
        </Row>
      </TableHead>
      <TableBody>
        {rows.map(row => (
          <Row key={row.rowNo}>
            <Cell className="num mid" label={t("column.row")}>
              <Count value={row.rowNo} />
            </Cell>
            <Cell className="mid">
              <State name={shapes[row.outcome]}>{t(`outcome.${row.outcome}`)}</State>
            </Cell>
            <Cell className="lead">
              <span className="no">{fieldOf(row.fields, "vendorNo") || "–"}</span>
              {sentences(row).map(sentence => (
                <span className="hint below bad" key={sentence}>
                  {sentence}
                </span>
              ))}
            </Cell>
            <Cell className="mid no" label={t("column.documents")}>
              {fieldOf(row.fields, "documents")}
            </Cell>
            <Cell className="mid no" label={t("column.payment")}>
              {row.paymentNo && (
                <Link className="link" href={`/${company}/payments/${encodeURIComponent(row.paymentNo)}`}>
                  {row.paymentNo}
                </Link>
              )}
            </Cell>
            <Cell className="num amount">
              <RowAmount row={row} language={language} />
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}

/** What is booked, or is to be, and what stands in the file where that is written otherwise. */
async function RowAmount({ row, language }: { row: PaymentImportRow; language: Language }) {
  const t = await getTranslations("payment_import")
  const written = fieldOf(row.fields, "amount")
  if (!row.amount) return written
  const { value, currencyCode, decimals } = row.amount
  const forms = [true, false].map(grouping => formatNumber(value, language, { min: decimals, grouping }))
  return (
    <>
      <Amount value={value} decimals={decimals} currency={currencyCode} />
      {!forms.includes(written) && <span className="hint below">{t("inFile", { text: written })}</span>}
    </>
  )
}
