"use client"

import { useTranslations } from "next-intl"
import { useCallback, useEffect, useRef, useState } from "react"
import { useFormAnswer } from "@/components/form/answer"
import { Table, TableBody } from "@/components/table"
import { AddLine } from "./add-line"
import { LineHeads } from "./line-heads"
import { columnsOf, type LineLookups, LineRow } from "./line-row"
import { useGridKeys } from "./use-grid-keys"
import type { Candidate, DocumentView, FormLine, LineFacts, PriceField } from "./view"

type Props = {
  view: DocumentView
  facts: Readonly<Record<string, LineFacts>>
  priceField: PriceField
  pricesIncludingVat: boolean
  lookups: LineLookups
  /** Each line says whether it allows an invoice discount. */
  hasInvoiceDiscount: boolean
  /** The document has lines on other pages, to which a line can be moved by number. */
  isInPages: boolean
  /** Told when lines were added, moved or deleted. */
  onChange: () => void
}

/**
 * The lines of a document. What is typed stays in the fields; only their order, and which there are, is kept here, so
 * that ten thousand keystrokes draw nothing anew.
 */
export function DocumentLines(props: Props) {
  const { view, facts, priceField, lookups, hasInvoiceDiscount, isInPages, onChange } = props
  const prices = props.pricesIncludingVat ? "incl" : "excl"
  const t = useTranslations("documents")
  const grid = useRef<HTMLTableElement>(null)
  const { pending } = useFormAnswer()
  const [lines, setLines] = useState(view.lines)
  const [deleted, setDeleted] = useState(view.deleted)
  const [focus, setFocus] = useState(view.focus)
  const made = useRef(Math.max(0, ...view.lines.map(({ id }) => Number(/^new(\d+)$/u.exec(id)?.[1] ?? 0))))

  useEffect(() => {
    if (!focus) return
    const control = document.getElementById(focus)
    control?.focus()
    if (control instanceof HTMLInputElement) control.select()
    setFocus(null)
  }, [focus])

  const move = useCallback(
    (id: string, step: 1 | -1) => {
      const active = document.activeElement?.id
      setLines(now => movedBy(now, id, step))
      if (active) setFocus(active)
      onChange()
    },
    [onChange],
  )

  const remove = useCallback(
    (id: string) => {
      const at = lines.findIndex(line => line.id === id)
      const next = lines[at + 1] ?? lines[at - 1]
      setLines(lines.filter(line => line.id !== id))
      if (/^\d+$/u.test(id)) setDeleted(now => [...now, Number(id)])
      setFocus(next ? `lines.${next.id}.description` : "newLine.text")
      onChange()
    },
    [lines, onChange],
  )

  const add = useCallback(
    (line: Omit<FormLine, "id">, focusOn: string, below?: string) => {
      const id = `new${++made.current}`
      setLines(now => {
        const at = now.findIndex(other => other.id === below)
        return at < 0 ? [...now, { id, ...line }] : [...now.slice(0, at + 1), { id, ...line }, ...now.slice(at + 1)]
      })
      setFocus(`lines.${id}.${focusOn}`)
      onChange()
    },
    [onChange],
  )

  const insert = useCallback(
    (below: string | undefined) => add({ type: "item", values: { quantity: "1" } }, "no", below),
    [add],
  )
  useGridKeys(grid, { move, insert })

  const addNumbered = (type: "item" | "gl_account", { value, label }: Candidate) =>
    add({ type, values: { no: value, description: label, quantity: "1" } }, "quantity")
  const addComment = (text: string) => add({ type: "comment", values: { description: text } }, "description")

  return (
    <section aria-labelledby="lines">
      <div className="section">
        <h2 id="lines">{t("lines")}</h2>
        <span className="hint wide-only">
          <kbd>↓</kbd> {t("keys.next")}, <kbd>Ctrl</kbd> <kbd>Insert</kbd> {t("keys.new")}, <kbd>Alt</kbd> <kbd>↑</kbd>{" "}
          {t("keys.up")}, <kbd>F8</kbd> {t("keys.copy")}
        </span>
      </div>
      <input type="hidden" name="loaded" value={view.loaded.join(",")} />
      {deleted.map(id => (
        <input key={id} type="hidden" name="deleted" value={id} />
      ))}
      <Table className={isInPages ? "grid stack in-pages" : "grid stack"} ref={grid}>
        <LineHeads priceField={priceField} prices={prices} hasInvoiceDiscount={hasInvoiceDiscount} />
        <TableBody>
          {lines.map(line => (
            <LineRow
              key={line.id}
              line={line}
              facts={facts[line.id]}
              priceField={priceField}
              prices={prices}
              lookups={lookups}
              hasInvoiceDiscount={hasInvoiceDiscount}
              candidates={view.candidates[`lines.${line.id}.no`]}
              isInPages={isInPages}
              readOnly={pending}
              onMove={move}
              onDelete={remove}
            />
          ))}
          <AddLine
            view={view}
            lookups={lookups}
            columns={columnsOf(hasInvoiceDiscount)}
            readOnly={pending}
            onNumbered={addNumbered}
            onComment={addComment}
          />
        </TableBody>
      </Table>
    </section>
  )
}

function movedBy(lines: readonly FormLine[], id: string, step: 1 | -1): FormLine[] {
  const from = lines.findIndex(line => line.id === id)
  const to = from + step
  const next = [...lines]
  if (from < 0 || to < 0 || to >= lines.length) return next
  next.splice(to, 0, ...next.splice(from, 1))
  return next
}
