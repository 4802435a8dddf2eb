"use client"

import { ArrowDown, ArrowDownUp, ArrowUp, Trash2 } from "lucide-react"
import { useTranslations } from "next-intl"
import { type MouseEvent, useState } from "react"
import { useFormAnswer } from "@/components/form/answer"
import { setText } from "@/components/form/set-text"
import { Cell, Row } from "@/components/table"
import { Candidates } from "./candidates"
import { LineCell, type LineCellProps } from "./line-cell"
import type { Candidate, FormLine, LineFacts, PriceField } from "./view"

export type LineRowProps = {
  line: FormLine
  facts?: LineFacts
  priceField: PriceField
  /** What prices are, for their heads. */
  prices: "incl" | "excl"
  lookups: LineLookups
  hasInvoiceDiscount: boolean
  candidates?: Candidate[]
  isInPages: boolean
  /** Nothing can be typed while the answer is under way: it would be overwritten. */
  readOnly: boolean
  onMove: (id: string, step: 1 | -1) => void
  onDelete: (id: string) => void
}

/** Where numbers of lines are looked up; accounts on documents that take them. */
export type LineLookups = { items: string; accounts?: string }

/** How many columns the lines have. */
export const columnsOf = (hasInvoiceDiscount: boolean) => (hasInvoiceDiscount ? 12 : 11)

/** A line of a document, every cell a field. Its buttons send the form where there is no script. */
export function LineRow(props: LineRowProps) {
  const { line, facts, priceField, lookups, hasInvoiceDiscount, candidates } = props
  const isKept = facts?.isKept ?? false
  const readOnly = props.readOnly || isKept
  const t = useTranslations("documents")
  const { issuesFor } = useFormAnswer()
  const said = `${lineName(line)}.says`
  const [isChosen, setChosen] = useState(line.values.chosen === "yes")
  const pick = (candidate: Candidate) => {
    describe(line, candidate)
    setChosen(true)
  }
  const fields = ["no", "description", "quantity", "unitOfMeasureCode", priceField, "lineDiscountPercent", "moveTo"]
  const errors = fields.flatMap(field => issuesFor(`${lineName(line)}.${field}`).map(({ text }) => ({ field, text })))
  const cell = (field: string, className: string, more: Partial<LineCellProps> = {}) => (
    <LineCell
      name={`${lineName(line)}.${field}`}
      accessibleName={cellName(field)}
      className={className}
      stored={facts?.stored[field]}
      value={line.values[field] ?? ""}
      error={errors.some(error => error.field === field)}
      describedBy={errors.length > 0 ? said : undefined}
      label={className.includes("edit") ? t(`field.${field}`) : undefined}
      {...more}
      input={{ readOnly, ...more.input }}
    />
  )
  const cellName = (field: string) =>
    facts
      ? t("cell", { field: t(`field.${field}`), line: facts.lineNo })
      : t("newCell", { field: t(`field.${field}`), number: line.id.replace(/\D/gu, "") })
  const number = (field: string, size: number) =>
    cell(field, "num edit", { input: { size, inputMode: "decimal" }, label: t(`field.${field}`) })
  const isText = line.type === "comment"
  const isItem = line.type === "item"
  const lookup = isKept ? undefined : isItem ? lookups.items : line.type === "gl_account" ? lookups.accounts : undefined
  return (
    <>
      <Row className={isText ? "note-line" : undefined} data-line={line.id}>
        <Cell className="line-no num mid" label={t("line")}>
          {facts?.lineNo ?? t("new")}
          <input type="hidden" name="line" value={`${line.id}:${line.type}`} />
          {isChosen && <input type="hidden" name={`${lineName(line)}.chosen`} value="yes" />}
        </Cell>
        <Cell className="mid soft">{t(`type.${line.type}`)}</Cell>
        {isText ? (
          <Cell className="wide-only" />
        ) : lookup ? (
          cell("no", "item-no edit", {
            input: { size: 6 },
            combobox: { lookup, onPick: pick },
          })
        ) : (
          <Cell className="mid no" label={t("field.no")}>
            {line.values.no}
          </Cell>
        )}
        {cell("description", "lead", { colSpan: isText ? columnsOf(hasInvoiceDiscount) - 4 : undefined })}
        {!isText && (
          <>
            {number("quantity", 5)}
            {cell("unitOfMeasureCode", "unit edit", { input: { size: 5, readOnly: readOnly || !isItem } })}
            {cell(priceField, "num edit", {
              input: { size: 8, inputMode: "decimal" },
              label: t(`head.${priceField}`, { prices: props.prices }),
            })}
            {number("lineDiscountPercent", 5)}
            {hasInvoiceDiscount &&
              (isKept ? (
                <Cell className="allow mid wide-only" />
              ) : (
                <AllowDiscount line={line} label={cellName("allowInvoiceDiscount")} />
              ))}
            <Vat facts={facts} />
            <Cell className="num amount">{facts?.lineAmount}</Cell>
          </>
        )}
        <Tools {...props} />
      </Row>
      {(errors.length > 0 || candidates) && (
        <Row className="said">
          <Cell colSpan={columnsOf(hasInvoiceDiscount)} className="lead">
            <div id={said}>
              {errors.map(({ field, text }) => (
                <p className="says bad" key={field}>
                  {`${t(`field.${field}`)}: ${text}`}
                </p>
              ))}
            </div>
            {candidates && <Candidates field={`${lineName(line)}.no`} label={t("field.no")} candidates={candidates} />}
          </Cell>
        </Row>
      )}
    </>
  )
}

/** The percentage as it is stored, or why there is none. */
function Vat({ facts }: Pick<LineRowProps, "facts">) {
  const t = useTranslations("documents")
  const type = facts?.vatCalculationType ?? "normal"
  return (
    <Cell className={type === "normal" ? "num mid soft" : "num mid soft words"} label={t("field.vatPercent")}>
      {type === "normal" ? facts?.vatPercent : t(`vat.${type}`)}
    </Cell>
  )
}

/** A box of its own for each line; the hidden control says "no" where the box is not ticked and so not sent. */
function AllowDiscount({ line, label }: { line: FormLine; label: string }) {
  const t = useTranslations("documents")
  const name = `${lineName(line)}.allowInvoiceDiscount`
  return (
    <Cell className="allow mid" label={t("field.allowInvoiceDiscount")}>
      <input type="hidden" name={name} value="no" />
      <input
        type="checkbox"
        id={name}
        name={name}
        value="yes"
        defaultChecked={line.values.allowInvoiceDiscount !== "no"}
        aria-label={label}
      />
    </Cell>
  )
}

const lineName = ({ id }: Pick<FormLine, "id">) => `lines.${id}`

/** Another item: its name stands there at once; cost and unit follow when the form is saved. */
function describe(line: FormLine, candidate: Candidate): void {
  const field = document.getElementById(`${lineName(line)}.description`)
  if (field instanceof HTMLInputElement) setText(field, candidate.label)
}

function Tools({ line, facts, isInPages, readOnly, onMove, onDelete }: LineRowProps) {
  const t = useTranslations("documents")
  const label = (what: string) =>
    facts ? t(`${what}Line`, { line: facts.lineNo }) : t(`${what}NewLine`, { number: line.id.replace(/\D/gu, "") })
  const act = (run: () => void) => (event: MouseEvent) => {
    event.preventDefault()
    run()
  }
  const tool = (intent: string, what: string, Icon: typeof ArrowUp, run: () => void) => (
    <button
      className="btn plain"
      type="submit"
      name="intent"
      value={`${intent}.${line.id}`}
      aria-label={label(what)}
      title={label(what)}
      onClick={act(run)}
    >
      <Icon className="icon" aria-hidden="true" />
    </button>
  )
  return (
    <Cell className="tools">
      {tool("up", "moveUp", ArrowUp, () => onMove(line.id, -1))}
      {tool("down", "moveDown", ArrowDown, () => onMove(line.id, 1))}
      {facts && isInPages && <MoveTo line={line} facts={facts} readOnly={readOnly} />}
      {!facts?.isKept && tool("delete", "delete", Trash2, () => onDelete(line.id))}
    </Cell>
  )
}

/** Puts a line onto another page of the lines: before the one of this number, when the form is saved. */
function MoveTo({ line, facts, readOnly }: { line: FormLine; facts: LineFacts; readOnly: boolean }) {
  const t = useTranslations("documents")
  const { issuesFor } = useFormAnswer()
  const name = `${lineName(line)}.moveTo`
  const typed = line.values.moveTo ?? ""
  const label = t("moveToLine", { line: facts.lineNo })
  return (
    <details className="move-to" open={typed !== ""}>
      <summary className="btn plain" aria-label={label} title={label}>
        <ArrowDownUp className="icon" aria-hidden="true" />
      </summary>
      <div>
        <label htmlFor={name}>{t("field.moveTo")}</label>
        <input
          className="input num"
          id={name}
          name={name}
          defaultValue={typed}
          size={8}
          inputMode="numeric"
          autoComplete="off"
          readOnly={readOnly}
          aria-invalid={issuesFor(name).length > 0 || undefined}
          aria-describedby={`${name}-hint`}
        />
        <p className="hint" id={`${name}-hint`}>
          {t("moveToHint")}
        </p>
      </div>
    </details>
  )
}
