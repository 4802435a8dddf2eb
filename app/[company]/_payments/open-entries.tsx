"use client"

import { useTranslations } from "next-intl"
import { type FormEvent, useState } from "react"
import { Amount } from "@/components/amount"
import { CalendarDate } from "@/components/date"
import { useError, useFormAnswer } from "@/components/form/answer"
import { useDrawnIn } from "@/components/form/drawn-in"
import { setText } from "@/components/form/set-text"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import { exactSum, negated } from "@/domain/money/exact-sum"
import { readAmount } from "@/domain/money/read-amount"
import type { DifferenceType } from "@/domain/payments/application"
import { formatNumber } from "@/language/number-format"
import { Discount, discountName } from "./discount"
import { Rest } from "./rest"

/** An open vendor ledger entry to be settled. */
export type OpenEntry = {
  entryNo: number
  documentNo: string
  externalDocumentNo: string
  documentDate: string
  dueDate: string
  isOverdue: boolean
  /** More than zero. */
  remaining: string
  /**
   * Payment discount that may be taken with the rest, until when, and whether it is at first; `isOfMemo`: of the credit memo that is
   * applied to this refund, so that the refund's own amount stays.
   */
  discount: { amount: string; lastDate: string; isTaken: boolean; isOfMemo?: true } | null
  /** As it stands in the field at first, in the reader's way; "" for none. */
  prefilled: string
}

type Props = {
  entries: readonly OpenEntry[]
  currency: string
  decimals: number
  /** How what remains of an entry may be closed; none: it stays open. */
  differences?: readonly DifferenceType[]
}

/** Entries, each with a field for the amount to settle, and the sum of what is typed. */
export function OpenEntries({ entries, currency, decimals, differences = [] }: Props) {
  const t = useTranslations("payments")
  const answer = useFormAnswer()
  const language = useDrawnIn()
  const start = Object.fromEntries(
    entries.map(({ entryNo, prefilled }) => [nameOf(entryNo), answer.valueOf(nameOf(entryNo), prefilled) ?? ""]),
  )
  const [typed, setTyped] = useState(start)
  const amounts = Object.values(typed).map(text =>
    readAmount(text, language, { code: currency, amountDecimals: decimals }),
  )
  const total = exactSum(amounts.flatMap(read => (read.ok ? [read.value] : [])))
  const isDiscounted = entries.some(({ discount }) => discount !== null)
  const note = (event: FormEvent<HTMLTableElement>) => {
    const { name, value, type } = event.target as HTMLInputElement
    if (type === "checkbox") payOtherwise(event.target as HTMLInputElement)
    else setTyped(before => ({ ...before, [name]: value }))
  }
  // Who unticks a discount pays all of the document, and the other way round; another amount stays as typed.
  const payOtherwise = ({ name, checked, form }: HTMLInputElement) => {
    const entry = entries.find(({ entryNo }) => discountName(entryNo) === name)
    const field = entry && form?.elements.namedItem(nameOf(entry.entryNo))
    if (!entry?.discount || entry.discount.isOfMemo || !(field instanceof HTMLInputElement)) return
    const read = readAmount(field.value, language, { code: currency, amountDecimals: decimals })
    const payable = exactSum([entry.remaining, negated(entry.discount.amount)])
    const [from, to] = checked ? [entry.remaining, payable] : [payable, entry.remaining]
    if (!read.ok || read.value !== from) return
    setText(field, formatNumber(to, language, { min: decimals, grouping: false }))
    setTyped(before => ({ ...before, [field.name]: field.value }))
  }
  return (
    <>
      <Table onInput={note}>
        <TableHead>
          <Row>
            <Column>{t("document")}</Column>
            <Column>{t("vendorInvoiceNo")}</Column>
            <Column>{t("documentDate")}</Column>
            <Column>{t("dueDate")}</Column>
            <Column className="num">{t("remainingAmount")}</Column>
            {isDiscounted && <Column>{t("discount")}</Column>}
            <Column className="num">{t("amountToApply")}</Column>
            {differences.length > 0 && <Column>{t("theRest")}</Column>}
          </Row>
        </TableHead>
        <TableBody>
          {entries.map(entry => (
            <Entry
              key={entry.entryNo}
              entry={entry}
              decimals={decimals}
              isDiscounted={isDiscounted}
              differences={differences}
            />
          ))}
        </TableBody>
      </Table>
      <p className="hint">
        {t("sumOfEntries")} <Amount value={total} decimals={decimals} currency={currency} />
      </p>
      {isDiscounted && <p className="hint">{t("discountHint")}</p>}
    </>
  )
}

const nameOf = (entryNo: number) => `entries.${entryNo}`

type EntryProps = {
  entry: OpenEntry
  decimals: number
  isDiscounted: boolean
  differences: readonly DifferenceType[]
}

function Entry({ entry, decimals, isDiscounted, differences }: EntryProps) {
  const t = useTranslations("payments")
  const name = nameOf(entry.entryNo)
  const error = useError(name)
  return (
    <Row>
      <Cell className="lead">{entry.documentNo}</Cell>
      <Cell className="mid" label={t("vendorInvoiceNo")}>
        {entry.externalDocumentNo}
      </Cell>
      <Cell className="mid" label={t("documentDate")}>
        <CalendarDate date={entry.documentDate} />
      </Cell>
      <Cell className="mid" label={t("dueDate")}>
        <CalendarDate date={entry.dueDate} /> {entry.isOverdue && <span className="hint bad">{t("overdue")}</span>}
      </Cell>
      <Cell className="num amount">
        <Amount value={entry.remaining} decimals={decimals} />
      </Cell>
      {isDiscounted && (
        <Cell className="mid" label={entry.discount ? t("discount") : undefined}>
          {entry.discount && <Discount entry={entry} {...entry.discount} decimals={decimals} />}
        </Cell>
      )}
      <Cell className="num edit" label={t("amountToApply")}>
        <input
          className="input num"
          inputMode="decimal"
          autoComplete="off"
          id={name}
          name={name}
          defaultValue={useFormAnswer().valueOf(name, entry.prefilled)}
          aria-label={t("amountFor", { document: entry.documentNo })}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${name}-error` : undefined}
        />
        {error && (
          <p className="says bad" id={`${name}-error`}>
            {error}
          </p>
        )}
      </Cell>
      {differences.length > 0 && (
        <Cell className="edit" label={t("theRest")}>
          <Rest
            name={`difference.${entry.entryNo}`}
            label={t("restOf", { document: entry.documentNo })}
            types={differences}
          />
        </Cell>
      )}
    </Row>
  )
}
