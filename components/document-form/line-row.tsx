"use client"

import { useTranslations } from "next-intl"
import { useState } from "react"
import { useFormAnswer } from "@/components/form/answer"
import { setText } from "@/components/form/set-text"
import { PricePer } from "@/components/price-per"
import { Cell, Row } from "@/components/table"
import { LineCell, type LineCellProps } from "./line-cell"
import { lineControls, newLineNumber } from "./line-controls"
import { fieldsOfMore } from "./line-more"
import { LineSays } from "./line-says"
import { LineTools, type LineToolsProps } from "./line-tools"
import { LineAmountCell, VatCell } from "./live-cells"
import type { Candidate, FormLine, PriceField } from "./view"

export type LineRowProps = LineToolsProps & {
  priceField: PriceField
  /** What prices are, for their heads. */
  prices: "incl" | "excl"
  lookups: LineLookups
  hasInvoiceDiscount: boolean
  candidates?: Candidate[]
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
  const said = `${lineControls(line)}.says`
  const [isChosen, setChosen] = useState(line.values.chosen === "yes")
  const pick = (candidate: Candidate) => {
    describe(line, candidate)
    setChosen(true)
  }
  const columns = ["no", "description", "quantity", "unitOfMeasureCode", priceField, "lineDiscountPercent", "moveTo"]
  const fields = [...columns, ...fieldsOfMore]
  const errors = fields.flatMap(field =>
    issuesFor(`${lineControls(line)}.${field}`).map(({ text }) => ({ field, text })),
  )
  const cell = (field: string, className: string, more: Partial<LineCellProps> = {}) => (
    <LineCell
      name={`${lineControls(line)}.${field}`}
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
      : t("newCell", { field: t(`field.${field}`), number: newLineNumber(line) })
  const number = (field: string, size: number) =>
    cell(field, "num edit", { input: { size, inputMode: "decimal" }, label: t(`field.${field}`) })
  const isText = line.type === "comment"
  const isItem = line.type === "item"
  const lookup = isKept ? undefined : lookupOf(line, lookups)
  const noCell = () => {
    if (isText) return <Cell className="wide-only" />
    if (lookup) return cell("no", "item-no edit", { input: { size: 6 }, combobox: { lookup, onPick: pick } })
    return (
      <Cell className="mid no" label={t("field.no")}>
        {line.values.no}
      </Cell>
    )
  }
  return (
    <>
      <Row className={isText ? "note-line" : undefined} data-line={line.id}>
        <Cell className="line-no num mid" label={t("line")}>
          {facts?.lineNo ?? t("new")}
          <input type="hidden" name="line" value={`${line.id}:${line.type}`} />
          {isChosen && <input type="hidden" name={`${lineControls(line)}.chosen`} value="yes" />}
        </Cell>
        <Cell className="mid soft">{t(`type.${line.type}`)}</Cell>
        {noCell()}
        {cell("description", "lead", { colSpan: isText ? columnsOf(hasInvoiceDiscount) - 4 : undefined })}
        {!isText && (
          <>
            {number("quantity", 5)}
            {cell("unitOfMeasureCode", "unit edit", { input: { size: 5, readOnly: readOnly || !isItem } })}
            {cell(priceField, "num edit", {
              input: { size: 8, inputMode: "decimal" },
              label: t(`head.${priceField}`, { prices: props.prices }),
              after: <PricePer line={{ pricePer: line.values.pricePer ?? "1" }} />,
            })}
            {number("lineDiscountPercent", 5)}
            {hasInvoiceDiscount &&
              (isKept ? (
                <Cell className="allow mid wide-only" />
              ) : (
                <AllowDiscount line={line} label={cellName("allowInvoiceDiscount")} />
              ))}
            <VatCell id={line.id} facts={facts} />
            <LineAmountCell id={line.id} facts={facts} />
          </>
        )}
        <LineTools {...props} />
      </Row>
      <LineSays id={said} line={line} errors={errors} candidates={candidates} columns={columnsOf(hasInvoiceDiscount)} />
    </>
  )
}

/** Where the number of a line of this type is looked up; undefined where it cannot be changed. */
function lookupOf({ type }: FormLine, { items, accounts }: LineLookups): string | undefined {
  if (type === "item") return items
  return type === "gl_account" ? accounts : undefined
}

/** A box of its own for each line; the hidden control says "no" where the box is not ticked and so not sent. */
function AllowDiscount({ line, label }: { line: FormLine; label: string }) {
  const t = useTranslations("documents")
  const name = `${lineControls(line)}.allowInvoiceDiscount`
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

/** Another item: its name stands there at once; cost and unit follow when the form is saved. */
function describe(line: FormLine, candidate: Candidate): void {
  const field = document.getElementById(`${lineControls(line)}.description`)
  if (field instanceof HTMLInputElement) setText(field, candidate.label)
}
