"use client"

import { useTranslations } from "next-intl"
import { Amount, Quantity } from "@/components/amount"
import { useError, useFormAnswer } from "@/components/form/answer"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import { creditField } from "@/domain/posted-purchase-documents/credit-field"

/** A line of the invoice of which something is left. */
export type ShownLine = {
  lineNo: number
  type: string
  no: string
  description: string
  unitOfMeasureCode: string
  quantity: string
  lineAmount: string
  /** Null: it is credited by amount. */
  quantityLeft: string | null
  amountLeft: string
}

type Props = { lines: readonly ShownLine[]; decimals: number; pricesIncludingVat: boolean }

/** The lines of a posted invoice, each with fields for what is credited of it. */
export function CreditLines({ lines, decimals, pricesIncludingVat }: Props) {
  const t = useTranslations("posted_purchase_invoices.credit")
  const documents = useTranslations("documents")
  const prices = pricesIncludingVat ? "incl" : "excl"
  return (
    <Table>
      <TableHead>
        <Row>
          <Column>{documents("field.type")}</Column>
          <Column>{documents("field.no")}</Column>
          <Column>{documents("field.description")}</Column>
          <Column className="num">{documents("field.quantity")}</Column>
          <Column className="num">{documents("head.lineAmount", { prices })}</Column>
          <Column className="num">{t("left")}</Column>
          <Column className="num">{t("quantity")}</Column>
          <Column className="num">{t("amount")}</Column>
        </Row>
      </TableHead>
      <TableBody>
        {lines.map(line => (
          <CreditLine key={line.lineNo} line={line} decimals={decimals} />
        ))}
      </TableBody>
    </Table>
  )
}

function CreditLine({ line, decimals }: { line: ShownLine; decimals: number }) {
  const t = useTranslations("posted_purchase_invoices.credit")
  const documents = useTranslations("documents")
  const { lineNo, quantityLeft, amountLeft } = line
  return (
    <Row>
      <Cell className="mid soft">{documents(`type.${line.type}`)}</Cell>
      <Cell className="mid no" label={documents("field.no")}>
        {line.no}
      </Cell>
      <Cell className="lead">{line.description}</Cell>
      <Cell className="num mid" label={documents("field.quantity")}>
        <Quantity value={line.quantity} /> {line.unitOfMeasureCode}
      </Cell>
      <Cell className="num mid" label={documents("field.lineAmount")}>
        <Amount value={line.lineAmount} decimals={decimals} />
      </Cell>
      <Cell className="num amount" label={t("left")}>
        {quantityLeft !== null && (
          <>
            <Quantity value={quantityLeft} />
            {" · "}
          </>
        )}
        <Amount value={amountLeft} decimals={decimals} />
      </Cell>
      <Cell className="num edit" label={t("quantity")}>
        {quantityLeft === null ? (
          <span className="hint">{t("byAmount")}</span>
        ) : (
          <Figure name={creditField("quantity", lineNo)} label={t("quantityFor", { lineNo: String(lineNo) })} />
        )}
      </Cell>
      <Cell className="num edit" label={t("amount")}>
        <Figure name={creditField("amount", lineNo)} label={t("amountFor", { lineNo: String(lineNo) })} />
      </Cell>
    </Row>
  )
}

function Figure({ name, label }: { name: string; label: string }) {
  const error = useError(name)
  return (
    <>
      <input
        className="input num"
        inputMode="decimal"
        autoComplete="off"
        id={name}
        name={name}
        defaultValue={useFormAnswer().valueOf(name, "")}
        aria-label={label}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${name}-error` : undefined}
      />
      {error && (
        <p className="says bad" id={`${name}-error`}>
          {error}
        </p>
      )}
    </>
  )
}
