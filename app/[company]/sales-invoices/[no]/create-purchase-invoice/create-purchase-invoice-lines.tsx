"use client"

import { useTranslations } from "next-intl"
import { MarginShown } from "@/app/[company]/_facts/margin-shown"
import { Amount } from "@/components/amount"
import { CostSourceText } from "@/components/document-form/cost-source-text"
import { useError } from "@/components/form/answer"
import { Notice } from "@/components/notice"
import { PricePer } from "@/components/price-per"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import { useIssueSentence } from "@/components/use-issue-sentence"
import type { CreatePurchaseInvoiceLine, CreatePurchaseInvoiceView } from "./create-purchase-invoice-view"

/** What will be made: quantities and costs that can be changed, where each cost comes from, what is left out. */
export function CreatePurchaseInvoiceLines({ view }: { view: CreatePurchaseInvoiceView }) {
  const t = useTranslations("create_purchase_invoice")
  const error = useError("lines")
  const prices = pricesOf(view)
  return (
    <section>
      <div className="section first" id="lines">
        <h2>{t("whatWillBeMade")}</h2>
        <span className="hint">{t("madeOf", { count: view.lineCount })}</span>
      </div>
      {error && <p className="says bad">{error}</p>}
      {view.leftOut.length > 0 && <LeftOut view={view} />}
      {view.lines.length === 0 ? (
        <p className="soft read">{view.leftOut.length > 0 ? t("nothingLeft") : t("headerOnly")}</p>
      ) : (
        <Table>
          <TableHead>
            <Row>
              <Column>{t("description")}</Column>
              <Column className="num">{t("quantity")}</Column>
              <Column>
                <span className="hidden">{t("unit")}</span>
              </Column>
              <Column className="num">{t("head.directUnitCost", { prices })}</Column>
              <Column>{t("whereFrom")}</Column>
              <Column className="num">{t("head.lineAmount", { prices })}</Column>
            </Row>
          </TableHead>
          <TableBody>
            {view.lines.map(line => (
              <LineRow key={line.lineId} line={line} view={view} />
            ))}
          </TableBody>
        </Table>
      )}
      {view.pages > 1 && <Pages view={view} />}
    </section>
  )
}

/** Whether the vendor's prices include VAT; nobody knows before one is chosen. */
function pricesOf({ vendor }: CreatePurchaseInvoiceView): "incl" | "excl" | "unknown" {
  if (!vendor) return "unknown"
  return vendor.pricesIncludingVat ? "incl" : "excl"
}

function LineRow({ line, view }: { line: CreatePurchaseInvoiceLine; view: CreatePurchaseInvoiceView }) {
  const t = useTranslations("create_purchase_invoice")
  const [say, facts] = [useIssueSentence(), useTranslations("facts.margin")]
  const margin = view.margins?.lines[line.lineId]
  const name = `lines.${line.lineId}`
  const quantityError = useError(`${name}.quantity`)
  const costError = useError(`${name}.cost`)
  if (line.type === "comment" || line.no === null) {
    return (
      <Row className="note-line">
        <Cell className="lead" colSpan={6}>
          {line.description}
        </Cell>
      </Row>
    )
  }
  const problems = line.problems.map(say)
  const said = [...problems, quantityError, costError].filter(text => text !== undefined)
  const described = said.length > 0 ? `${name}.says` : undefined
  return (
    <Row>
      <Cell className="lead">
        {line.description}
        <span className="hint below">{line.no}</span>
        {said.length > 0 && (
          <span className="says bad" id={described}>
            {said.join(" ")}
          </span>
        )}
      </Cell>
      <Cell className="edit" label={t("quantity")}>
        <input
          className="input num"
          id={`${name}.quantity`}
          name={`${name}.quantity`}
          size={5}
          inputMode="decimal"
          autoComplete="off"
          defaultValue={line.quantityText}
          aria-label={t("quantityOf", { no: line.no })}
          aria-invalid={quantityError || problems.length > 0 ? true : undefined}
          aria-describedby={described}
        />
      </Cell>
      <Cell className="mid unit">{line.unitOfMeasureCode}</Cell>
      <Cell className="edit" label={t("head.directUnitCost", { prices: pricesOf(view) })}>
        <input
          className="input num"
          id={`${name}.cost`}
          name={`${name}.cost`}
          size={8}
          inputMode="decimal"
          autoComplete="off"
          defaultValue={line.costText}
          aria-label={t("costOf", { no: line.no })}
          aria-invalid={costError ? true : undefined}
          aria-describedby={described}
        />
        <PricePer line={line} />
        <input type="hidden" name={`${name}.shown`} value={line.defaultUnitCost ?? ""} />
        <input type="hidden" name={`${name}.per`} value={line.pricePer} />
      </Cell>
      <Cell className="source">
        <CostSourceText
          source={line.costSource}
          unit={line.unitOfMeasureCode}
          decimals={view.vendor?.amountDecimals ?? 2}
        />
      </Cell>
      <Cell className="num amount">
        {view.vendor && <Amount value={line.lineAmount} decimals={view.vendor.amountDecimals} />}
        {margin !== undefined && (
          <span className="hint below">
            {facts("title")} <MarginShown margin={margin} />
          </span>
        )}
      </Cell>
    </Row>
  )
}

/** Lines of types that are not supported, by name; it goes on without them. */
function LeftOut({ view }: { view: CreatePurchaseInvoiceView }) {
  const t = useTranslations("create_purchase_invoice")
  const types = [...new Set(view.leftOut.map(line => t(`type.${line.type}`)))].join(", ")
  return (
    <Notice tone="warning" title={t("leftOut", { count: view.leftOut.length })}>
      <ul className="soft">
        {view.leftOut.slice(0, 20).map(line => (
          <li key={line.lineId}>{[t(`type.${line.type}`), line.no, line.description].filter(Boolean).join(" ")}</li>
        ))}
        {view.leftOut.length > 20 && <li>{t("andMore", { count: view.leftOut.length - 20 })}</li>}
      </ul>
      <p className="soft">{t("notSupported", { types, count: view.lineCount })}</p>
    </Notice>
  )
}

/** Pages of lines; every button sends the form, so that what was typed on this page goes along. */
function Pages({ view }: { view: CreatePurchaseInvoiceView }) {
  const t = useTranslations("create_purchase_invoice")
  const to = (page: number, label: string) => (
    <button className="btn" name="intent" value={`page-${page}`} type="submit">
      {label}
    </button>
  )
  return (
    <nav className="pager" aria-label={t("pagesOfLines")}>
      {view.page > 1 && to(view.page - 1, t("previousLines"))}
      <span className="hint">{t("pageOf", { page: view.page, pages: view.pages })}</span>
      {view.page < view.pages && to(view.page + 1, t("nextLines"))}
      {view.problemPages
        .filter(page => page !== view.page)
        .slice(0, 5)
        .map(page => (
          <span key={page}>{to(page, t("problemOnPage", { page }))}</span>
        ))}
    </nav>
  )
}
