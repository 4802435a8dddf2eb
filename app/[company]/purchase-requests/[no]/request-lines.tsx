import { useLocale, useTranslations } from "next-intl"
import { Count, Quantity, UnitAmount } from "@/components/amount"
import { Pager } from "@/components/pager"
import { PricePer } from "@/components/price-per"
import { Section } from "@/components/section"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import { LINE_NO_STEP } from "@/domain/documents/lines"
import type { PurchaseRequestLine, PurchaseRequestRead } from "@/domain/purchase-requests/read-purchase-request"
import { formatNumber } from "@/language/number-format"

type Props = { read: PurchaseRequestRead; path: string; own: boolean }

/** The lines as they were asked for, page by page. */
export function RequestLines({ read, path, own }: Props) {
  const t = useTranslations("purchase_requests")
  const language = useLocale()
  const { request, lines, page, pages } = read
  const count = (value: number) => formatNumber(String(value), language, { min: 0, max: 0 })
  const of = t("lines.of", { count: count(request.lineCount), total: count(request.salesInvoiceLineCount) })
  const address = (to: number) => (to >= 1 && to <= pages ? `${path}?page=${to}` : undefined)
  return (
    <Section title={own ? t("lines.title") : t("lines.titleOthers")} aside={<span className="hint">{of}</span>}>
      {lines.length === 0 ? (
        <p className="soft">{t("lines.none")}</p>
      ) : (
        <Table>
          <TableHead>
            <Row>
              <Column>{t("column.itemNo")}</Column>
              <Column>{t("column.description")}</Column>
              <Column className="num">{t("column.quantity")}</Column>
              <Column>{t("column.unit")}</Column>
              <Column className="num">{t("column.directUnitCost")}</Column>
            </Row>
          </TableHead>
          <TableBody>
            {lines.map(line => (
              <Line key={line.lineNo} line={line} decimals={read.amountDecimals} />
            ))}
          </TableBody>
        </Table>
      )}
      {pages > 1 && (
        <Pager previous={address(page - 1)} next={address(page + 1)} shown={`${count(page)} / ${count(pages)}`} />
      )}
    </Section>
  )
}

function Line({ line, decimals }: { line: PurchaseRequestLine; decimals: number }) {
  const t = useTranslations("purchase_requests")
  if (line.no === null) {
    return (
      <Row className="note-line">
        <Cell className="lead" colSpan={5}>
          {line.description}
        </Cell>
      </Row>
    )
  }
  return (
    <Row>
      <Cell className="mid no soft" label={t("column.itemNo")}>
        {line.no}
      </Cell>
      <Cell className="lead">{line.description}</Cell>
      <Cell className="num mid">
        <Quantity value={line.quantity} />
      </Cell>
      <Cell className="mid soft">{line.unitOfMeasureCode}</Cell>
      <Cell className="num amount">
        <UnitAmount value={line.typedUnitCost ?? line.shownUnitCost} decimals={decimals} /> <PricePer line={line} />
        {line.typedUnitCost !== null && <span className="hint below">{t("lines.typed")}</span>}
      </Cell>
    </Row>
  )
}

/** Of thousands the invoice itself tells. */
const changesShown = 50

/** Lines whose cost on the invoice is not the one that was shown. */
export function CostChanges({ read }: { read: PurchaseRequestRead }) {
  const t = useTranslations("purchase_requests")
  const changes = read.request.costChanges ?? []
  if (changes.length === 0) return null
  return (
    <Section title={t("costs.title", { count: changes.length })}>
      <p className="soft">{t("costs.text")}</p>
      <Table>
        <TableHead>
          <Row>
            <Column className="num">{t("column.line")}</Column>
            <Column>{t("column.description")}</Column>
            <Column className="num">{t("column.shown")}</Column>
            <Column className="num">{t("column.built")}</Column>
          </Row>
        </TableHead>
        <TableBody>
          {changes.slice(0, changesShown).map(change => (
            <Row key={change.lineNo}>
              <Cell className="num mid soft" label={t("column.line")}>
                <Count value={change.lineNo / LINE_NO_STEP} />
              </Cell>
              <Cell className="lead">{change.description}</Cell>
              <Cell className="num mid" label={t("column.shown")}>
                <UnitAmount value={change.shown} decimals={read.amountDecimals} />{" "}
                <PricePer line={{ pricePer: change.shownPer ?? "1" }} />
              </Cell>
              <Cell className="num amount">
                <UnitAmount value={change.built} decimals={read.amountDecimals} />{" "}
                <PricePer line={{ pricePer: change.builtPer ?? "1" }} />
              </Cell>
            </Row>
          ))}
        </TableBody>
      </Table>
      {changes.length > changesShown && (
        <p className="hint more">{t("costs.more", { count: changes.length - changesShown })}</p>
      )}
    </Section>
  )
}
