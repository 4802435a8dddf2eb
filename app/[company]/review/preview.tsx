import { getTranslations } from "next-intl/server"
import type { ReactNode } from "react"
import { FactList } from "@/app/[company]/_facts/fact-list"
import { MarginShown } from "@/app/[company]/_facts/margin-shown"
import { Amount, Count, Quantity, UnitAmount } from "@/components/amount"
import { CalendarDate } from "@/components/date"
import { Facts } from "@/components/facts"
import { Link } from "@/components/link"
import { Notice } from "@/components/notice"
import { PricePer } from "@/components/price-per"
import { State } from "@/components/state"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import { Totals } from "@/components/totals"
import type { Actor } from "@/domain/access/actor"
import { shownState } from "@/domain/approvals/shown-state"
import type { DraftLine } from "@/domain/documents/line-fields"
import { Decimal, toPlain } from "@/domain/money/decimal"
import type { DraftFacts } from "@/domain/purchase-documents/read-draft-facts"
import type { PurchaseDocumentPage } from "@/domain/purchase-documents/read-purchase-document"

/** What there is to review on a purchase invoice or credit memo, to read. */
export async function Preview({
  page,
  known,
  company,
  actor,
  path,
  deadline,
  actions,
}: {
  page: PurchaseDocumentPage
  known: DraftFacts
  company: string
  actor: Actor
  path: string
  /** By when the reader answers. */
  deadline: ReactNode
  actions: ReactNode
}) {
  const [t, facts, approvals] = await Promise.all([
    getTranslations("review"),
    getTranslations("facts"),
    getTranslations("approvals"),
  ])
  const { header, amountDecimals: decimals } = page
  const discount = new Decimal(header.invoiceDiscountAmount).neg()
  const vat = toPlain(new Decimal(header.amountIncludingVat).minus(header.amount))
  return (
    <article className="preview">
      <div className="head">
        <h2>{header.buyFromVendorName}</h2>
        <State name={shownState(page.approval, header.reviewState)} />
        {header.documentType === "credit_memo" && <span className="hint">{t("credit_memo")}</span>}
        <div className="actions">
          <Link className="link no" href={path}>
            {header.no}
          </Link>
        </div>
      </div>
      <Facts
        facts={[
          { term: t("requestedBy"), value: page.requestedByName },
          { term: t(`externalNo.${header.documentType}`), value: header.vendorInvoiceNo || t("blank") },
          { term: t("documentDate"), value: <CalendarDate date={header.documentDate} /> },
          { term: t("dueDate"), value: <CalendarDate date={header.dueDate} /> },
          ...(deadline ? [{ term: approvals("clock.title"), value: deadline }] : []),
          ...(known.margin === undefined
            ? []
            : [{ term: facts("margin.title"), value: <MarginShown margin={known.margin} currency={known} /> }]),
        ]}
      />
      {known.facts.length > 0 && (
        <>
          <div className="section">
            <h3>{facts("title")}</h3>
          </div>
          <FactList facts={known.facts} actor={actor} company={company} currency={known} />
        </>
      )}
      {page.review === "own" && <Notice>{t("ownLong")}</Notice>}
      <div className="section">
        <h3>{t("lines")}</h3>
        <span className="hint">
          {t.rich("linesShown", {
            shown: () => <Count value={page.lines.length} />,
            all: () => <Count value={header.lineCount} />,
          })}
        </span>
      </div>
      <Lines lines={page.lines} decimals={decimals} prices={header.pricesIncludingVat ? "incl" : "excl"} />
      <Totals
        parts={[
          ...(discount.isZero()
            ? []
            : [{ label: t("invoiceDiscountAmount"), value: <Amount value={toPlain(discount)} decimals={decimals} /> }]),
          { label: t("totalExclVat"), value: <Amount value={header.amount} decimals={decimals} /> },
          { label: t("vatAmount"), value: <Amount value={vat} decimals={decimals} /> },
        ]}
        sum={{
          label: t("totalInclVat", { currency: header.currencyCode }),
          value: <Amount value={header.amountIncludingVat} decimals={decimals} />,
        }}
      />
      {actions && (
        <div className="bar">
          <div className="actions">{actions}</div>
        </div>
      )}
    </article>
  )
}

async function Lines({
  lines,
  decimals,
  prices,
}: {
  lines: readonly DraftLine[]
  decimals: number
  prices: "incl" | "excl"
}) {
  const [t, documents] = await Promise.all([getTranslations("review"), getTranslations("documents")])
  return (
    <Table>
      <TableHead>
        <Row>
          <Column>{t("description")}</Column>
          <Column className="num">{t("quantity")}</Column>
          <Column>{t("unitOfMeasureCode")}</Column>
          <Column className="num">{documents("head.directUnitCost", { prices })}</Column>
          <Column className="num">{documents("head.lineAmount", { prices })}</Column>
        </Row>
      </TableHead>
      <TableBody>
        {lines.map(line =>
          line.type === "comment" || line.no === null ? (
            <Row key={line.lineId} className="note-line">
              <Cell className="lead" colSpan={5}>
                {line.description}
              </Cell>
            </Row>
          ) : (
            <Row key={line.lineId}>
              <Cell className="lead">{line.description}</Cell>
              <Cell className="num mid">
                <Quantity value={line.quantity} />
              </Cell>
              <Cell className="mid soft">{line.unitOfMeasureCode}</Cell>
              <Cell className="num mid" label="×">
                <UnitAmount value={line.price} decimals={decimals} />
                <PricePer line={line} />
              </Cell>
              <Cell className="num amount">
                <Amount value={line.lineAmount} decimals={decimals} />
              </Cell>
            </Row>
          ),
        )}
      </TableBody>
    </Table>
  )
}
