import { getTranslations } from "next-intl/server"
import { Count } from "@/components/amount"
import { Empty } from "@/components/empty"
import { Link } from "@/components/link"
import { Pager } from "@/components/pager"
import { Section } from "@/components/section"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { ImportRow, RowQuery } from "@/domain/sales-import/read-import-rows"
import { addressOfRows } from "./row-filter"
import { salesRowSentences } from "./row-sentences"

type Props = {
  rows: ImportRow[]
  next?: number
  query: RowQuery
  /** Of the import's page. */
  path: string
  company: string
}

/** The rows of one outcome and reason, as they were read and what became of them. */
export async function SalesImportRows({ rows, next, query, path, company }: Props) {
  const t = await getTranslations("sales_import")
  const c = await getTranslations("sales_import.column")
  const sentences = await salesRowSentences()
  const download = new URLSearchParams({ outcome: query.outcome, ...(query.reason && { reason: query.reason }) })
  return (
    <div id="rows">
      <Section
        title={t(`rowsOf.${query.outcome}`)}
        aside={
          rows.length > 0 && (
            <a className="btn" href={`${path}/rows?${download}`} download>
              {t("download")}
            </a>
          )
        }
      >
        {query.reason && (
          <p className="soft">
            {t(`reason.${query.reason}.title`)}{" "}
            <Link className="link" href={addressOfRows(path, { outcome: query.outcome })}>
              {t("allReasons")}
            </Link>
          </p>
        )}
        {rows.length === 0 ? (
          <Empty title={t("noRows")} />
        ) : (
          <Table>
            <TableHead>
              <Row>
                <Column className="num">{c("row")}</Column>
                <Column>{c("invoice")}</Column>
                <Column>{c("item")}</Column>
                <Column>{c("description")}</Column>
                <Column className="num">{c("quantity")}</Column>
                <Column className="num">{c("price")}</Column>
                <Column>{c("customer")}</Column>
                <Column>{c("what")}</Column>
              </Row>
            </TableHead>
            <TableBody>
              {rows.map(row => (
                <OneRow key={row.rowNo} row={row} company={company} sentences={sentences(row)} columns={c} />
              ))}
            </TableBody>
          </Table>
        )}
        <Pager
          previous={query.after === undefined ? undefined : addressOfRows(path, { ...query, after: undefined })}
          next={next === undefined ? undefined : addressOfRows(path, { ...query, after: next })}
        />
      </Section>
    </div>
  )
}

type RowProps = { row: ImportRow; company: string; sentences: string[]; columns: (name: string) => string }

function OneRow({ row, company, sentences, columns: c }: RowProps) {
  const [, item, description, quantity, , price, customer] = row.fields
  return (
    <Row>
      <Cell className="num mid" label={c("row")}>
        <Count value={row.rowNo} />
      </Cell>
      <Cell className="lead">
        {row.salesInvoiceNo ? (
          <Link className="link no" href={`/${company}/sales-invoices/${encodeURIComponent(row.salesInvoiceNo)}`}>
            {row.salesInvoiceNo}
          </Link>
        ) : (
          <span className="no">{row.invoiceNo || row.fields[0]}</span>
        )}
      </Cell>
      <Cell className="mid no" label={c("item")}>
        {item}
      </Cell>
      <Cell className="mid" label={c("description")}>
        {description}
      </Cell>
      <Cell className="num mid" label={c("quantity")}>
        {quantity}
      </Cell>
      <Cell className="num mid" label={c("price")}>
        {price}
      </Cell>
      <Cell className="mid no" label={c("customer")}>
        {customer}
      </Cell>
      <Cell className="mid" label={c("what")}>
        {sentences.map(sentence => (
          <p key={sentence}>{sentence}</p>
        ))}
      </Cell>
    </Row>
  )
}
