"use client"

import { useLocale, useTranslations } from "next-intl"
import { type MouseEvent, type ReactNode, useEffect, useRef, useState } from "react"
import { formatNumber } from "@/components/number-format"
import { SubmitButton } from "@/components/submit-button"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { PickableLine } from "./picked-lines"

type Props = {
  lines: readonly PickableLine[]
  /** Of the whole invoice. */
  lineCount: number
  mayCreate: boolean
  decimals: number
  pager: ReactNode
  sums: ReactNode
  history: ReactNode
}

/**
 * The lines with their check boxes. The boxes are the browser's own, so that they also work without a script; with one,
 * Shift picks a range and the bar says how many are picked.
 */
export function PickLines({ lines, lineCount, mayCreate, decimals, pager, sums, history }: Props) {
  const t = useTranslations("sales_invoices")
  const table = useRef<HTMLTableElement>(null)
  const [picked, setPicked] = useState<ReadonlySet<number>>(new Set())
  const last = useRef<number>(undefined)
  const all = useRef<HTMLInputElement>(null)

  useEffect(() => {
    if (all.current) all.current.indeterminate = picked.size > 0 && picked.size < lines.length
  }, [picked, lines])

  // The browser may have kept the boxes of an earlier visit.
  useEffect(() => {
    const checked = table.current?.querySelectorAll<HTMLInputElement>('input[name="line"]:checked') ?? []
    setPicked(new Set(Array.from(checked, box => Number(box.value))))
  }, [])

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
    const isOn = event.currentTarget.checked
    const from = event.shiftKey && last.current !== undefined ? Math.min(last.current, index) : index
    const to = event.shiftKey && last.current !== undefined ? Math.max(last.current, index) : index
    last.current = index
    setPicked(now => {
      const next = new Set(now)
      for (const line of lines.slice(from, to + 1)) isOn ? next.add(line.lineId) : next.delete(line.lineId)
      return next
    })
  }

  return (
    <>
      <section aria-labelledby="lines">
        <div className="section">
          <h2 id="lines">{t("lines")}</h2>
          {mayCreate && lines.length > 0 && (
            <span className="hint wide-only">
              {t.rich("keys", { space: () => <kbd>{t("space")}</kbd>, shift: () => <kbd>Shift</kbd> })}
            </span>
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
                        aria-label={t("allLines")}
                        checked={picked.size === lines.length}
                        onChange={event =>
                          setPicked(new Set(event.currentTarget.checked ? lines.map(line => line.lineId) : []))
                        }
                      />
                    </label>
                  </Column>
                )}
                <Column>{t("field.type")}</Column>
                <Column>{t("field.no")}</Column>
                <Column>{t("field.description")}</Column>
                <Column className="num">{t("field.quantity")}</Column>
                <Column>{t("field.unitOfMeasureCode")}</Column>
                <Column className="num">{t("field.unitPrice")}</Column>
                <Column className="num">{t("field.lineDiscountPercent")}</Column>
                <Column className="num">{t("field.lineAmount")}</Column>
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
                          checked={picked.has(line.lineId)}
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
        <PickBar
          lines={lines}
          picked={picked}
          lineCount={lineCount}
          decimals={decimals}
          clear={() => setPicked(new Set())}
        />
      )}
    </>
  )
}

function LineRow({ line, box }: { line: PickableLine; box: ReactNode }) {
  const t = useTranslations("sales_invoices")
  return (
    <Row className={line.isText ? "note-line" : undefined}>
      {box && <Cell className="pick-cell">{box}</Cell>}
      <Cell className="mid wide-only soft">{t(`type.${line.type}`)}</Cell>
      <Cell className="mid no wide-only">{line.no}</Cell>
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

type BarProps = {
  lines: readonly PickableLine[]
  picked: ReadonlySet<number>
  lineCount: number
  decimals: number
  clear: () => void
}

/** How many lines are picked and what they come to; Create Purchase Invoice. */
function PickBar({ lines, picked, lineCount, decimals, clear }: BarProps) {
  const t = useTranslations("sales_invoices")
  const language = useLocale()
  const amount = addUp(lines.filter(line => picked.has(line.lineId)).map(line => line.amount))
  return (
    <div className="bar">
      <span role="status">
        {picked.size > 0 ? (
          <strong>{t("picked", { count: picked.size, all: lineCount })}</strong>
        ) : (
          <span className="soft">{t("nonePicked", { all: lineCount })}</span>
        )}
      </span>
      {picked.size > 0 && (
        <>
          <span className="soft num wide-only">
            {t("pickedAmount", { amount: formatNumber(amount, language, { min: decimals, max: decimals }) })}
          </span>
          <button type="button" className="btn plain" onClick={clear}>
            {t("clear")}
          </button>
        </>
      )}
      <div className="actions">
        <SubmitButton
          id="create-purchase-invoice"
          name="intent"
          value="open"
          pendingLabel={t("opening")}
          aria-keyshortcuts="Alt+C"
        >
          {t("createPurchaseInvoice")}{" "}
          <span aria-hidden="true">
            <kbd>Alt C</kbd>
          </span>
        </SubmitButton>
      </div>
    </div>
  )
}

const scale = 6

/** Adds decimal strings without a float: as whole millionths. */
function addUp(amounts: readonly string[]): string {
  let millionths = 0n
  for (const amount of amounts) {
    const [, sign, whole = "0", fraction = ""] = /^(-?)(\d+)(?:\.(\d+))?$/u.exec(amount) ?? []
    const size = BigInt(whole + fraction.padEnd(scale, "0").slice(0, scale))
    millionths += sign ? -size : size
  }
  const digits = (millionths < 0n ? -millionths : millionths).toString().padStart(scale + 1, "0")
  return `${millionths < 0n ? "-" : ""}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}
