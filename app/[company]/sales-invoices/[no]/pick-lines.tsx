"use client"

import { useTranslations } from "next-intl"
import { type MouseEvent, type ReactNode, useEffect, useRef } from "react"
import { HiddenField } from "@/components/form/hidden-field"
import { SubmitButton } from "@/components/submit-button"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { PickedInvoice, Picks } from "./kept-picks"
import { PickBar } from "./pick-bar"
import type { PickableLine } from "./picked-lines"
import { useOpenCreatePurchaseInvoice } from "./use-open-create-purchase-invoice"
import { usePicks } from "./use-picks"

type Props = {
  invoice: PickedInvoice
  /** Of this page. */
  lines: readonly PickableLine[]
  /** Of the whole invoice. */
  lineCount: number
  mayCreate: boolean
  /** Address of the sales invoice, and which page of its lines this is. */
  path: string
  page: number
  decimals: number
  /** They say whether the figures include VAT. */
  heads: { unitPrice: string; lineAmount: string }
  pager: ReactNode
  sums: ReactNode
  history: ReactNode
}

/**
 * The lines with their check boxes. The boxes are the browser's own, so that they also work without a script; with one,
 * Shift picks a range and the bar says how many are picked. What is picked on other pages goes along in `selection`.
 */
export function PickLines(props: Props) {
  const { invoice, lines, lineCount, mayCreate, path, page, decimals, heads, pager, sums, history } = props
  const t = useTranslations("sales_invoices")
  const table = useRef<HTMLTableElement>(null)
  const [picks, change] = usePicks(invoice, lines, table)
  const [isOpening, open] = useOpenCreatePurchaseInvoice(path, picks)
  const last = useRef<number>(undefined)
  const all = useRef<HTMLInputElement>(null)
  const here = lines.filter(line => picks.has(line.lineId)).length
  const onPage = new Set(lines.map(line => line.lineId))
  const isInPages = lines.length < lineCount
  const elsewhere = [...picks.keys()].filter(id => !onPage.has(id))

  useEffect(() => {
    if (all.current) all.current.indeterminate = here > 0 && here < lines.length
  }, [here, lines])

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.code !== "KeyC") return
      const button = document.getElementById("create-purchase-invoice")
      if (!button) return
      event.preventDefault()
      button.click()
    }
    document.addEventListener("keydown", press)
    return () => document.removeEventListener("keydown", press)
  }, [])

  function pick(index: number, event: MouseEvent<HTMLInputElement>) {
    const before = event.shiftKey ? lines.findIndex(line => line.lineId === last.current) : -1
    const [from, to] = before < 0 ? [index, index] : [Math.min(before, index), Math.max(before, index)]
    last.current = lines[index]?.lineId
    change(withLines(picks, lines.slice(from, to + 1), event.currentTarget.checked))
  }

  return (
    <>
      {mayCreate && (
        // Enter in a check box presses the form's first button.
        <button
          className="hidden"
          name="intent"
          value="open"
          type="submit"
          tabIndex={-1}
          aria-hidden="true"
          onClick={open}
        />
      )}
      <section aria-labelledby="lines">
        <div className="section">
          <h2 id="lines">{t("lines")}</h2>
          {mayCreate && lines.length > 0 && (
            <span className="hint wide-only">
              {t.rich("keys", { space: () => <kbd>{t("space")}</kbd>, shift: () => <kbd>Shift</kbd> })}
            </span>
          )}
          {mayCreate && isInPages && picks.size < lineCount && (
            <SubmitButton
              className="btn plain"
              name="intent"
              value="pick_all"
              formAction={`${path}?page=${page}`}
              pendingLabel={t("pickingAll")}
            >
              {t("pickAll", { all: lineCount })}
            </SubmitButton>
          )}
        </div>
        {lines.length === 0 ? (
          <p className="soft read">{t("noLines")}</p>
        ) : (
          <Table ref={table}>
            <TableHead>
              <Row>
                {mayCreate && (
                  <Column>
                    <label className="target">
                      <input
                        type="checkbox"
                        ref={all}
                        aria-label={t(isInPages ? "allLinesOfPage" : "allLines")}
                        checked={here === lines.length}
                        onChange={event => change(withLines(picks, lines, event.currentTarget.checked))}
                      />
                    </label>
                  </Column>
                )}
                <Column>{t("field.type")}</Column>
                <Column>{t("field.no")}</Column>
                <Column>{t("field.description")}</Column>
                <Column className="num">{t("field.quantity")}</Column>
                <Column>{t("field.unitOfMeasureCode")}</Column>
                <Column className="num">{heads.unitPrice}</Column>
                <Column className="num">{t("field.lineDiscountPercent")}</Column>
                <Column className="num">{heads.lineAmount}</Column>
              </Row>
            </TableHead>
            <TableBody>
              {lines.map((line, index) => (
                <LineRow
                  key={line.lineId}
                  line={line}
                  box={
                    mayCreate && (
                      <label className="target">
                        <input
                          type="checkbox"
                          name="line"
                          value={line.lineId}
                          aria-label={t("lineBox", { line: line.lineNo })}
                          checked={picks.has(line.lineId)}
                          onClick={event => pick(index, event)}
                          // The click has told already, with Shift or without.
                          onChange={() => {}}
                        />
                      </label>
                    )
                  }
                />
              ))}
            </TableBody>
          </Table>
        )}
        {pager}
      </section>
      {sums}
      {history}
      {mayCreate && (
        <>
          <HiddenField name="selection" value={elsewhere.join(",")} />
          <PickBar
            picks={picks}
            elsewhere={elsewhere.length}
            lineCount={lineCount}
            decimals={decimals}
            isOpening={isOpening}
            open={open}
            clear={() => change(new Map())}
          />
        </>
      )}
    </>
  )
}

/** The picks with these lines added or taken away. */
function withLines(picks: Picks, lines: readonly PickableLine[], isPicked: boolean): Picks {
  const next = new Map(picks)
  for (const { lineId, amount } of lines) isPicked ? next.set(lineId, amount) : next.delete(lineId)
  return next
}

function LineRow({ line, box }: { line: PickableLine; box: ReactNode }) {
  const t = useTranslations("sales_invoices")
  return (
    <Row className={line.isText ? "note-line" : undefined}>
      {box && <Cell className="pick-cell">{box}</Cell>}
      <Cell className="mid soft">{t(`type.${line.type}`)}</Cell>
      <Cell className="mid no" label={line.no ? t("field.no") : undefined}>
        {line.no}
      </Cell>
      <Cell className="lead">
        {line.description}
        {line.askedAt && <span className="hint">{t("askedAt", { date: line.askedAt })}</span>}
      </Cell>
      {line.isText ? (
        <Cell className="wide-only" colSpan={5} />
      ) : (
        <>
          <Cell className="num mid">{line.quantity}</Cell>
          <Cell className="mid soft">{line.unitOfMeasureCode}</Cell>
          <Cell className="num mid" label="×">
            {line.unitPrice}
          </Cell>
          <Cell className="num mid" label={line.lineDiscountPercent ? t("field.lineDiscountPercent") : undefined}>
            {line.lineDiscountPercent}
          </Cell>
          <Cell className="num amount">{line.lineAmount}</Cell>
        </>
      )}
    </Row>
  )
}
