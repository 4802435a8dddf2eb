import type { AmountsBasis } from "@/domain/documents/amounts-basis"
import { isServiceCharge, isTextLine } from "@/domain/documents/draft"
import { amountOfLine, type DraftTerms, workOutAmounts } from "@/domain/documents/draft-amounts"
import { discountAs, type HeaderField } from "@/domain/documents/header-definition"
import { type InvoiceDiscount, serviceChargeDue } from "@/domain/documents/invoice-discount"
import { keepVatDifferences } from "@/domain/documents/keep-vat-differences"
import type { DraftLine } from "@/domain/documents/line-fields"
import { type VatGroupSum, vatGroupsOf } from "@/domain/documents/vat-groups"
import { toPlain } from "@/domain/money/decimal"
import { readHeader } from "./header-texts"
import { LinesRead } from "./lines-read"
import { inCurrency, type Reader } from "./reader"
import type { FormLine } from "./view"

/** What amounts are worked out from while one types, beside what is typed. */
export type LiveBasis = AmountsBasis & {
  /** As stored, by line id. */
  lines: Readonly<Record<string, DraftLine>>
  /** As a save would make them of what was typed, by the id of the form's line: "12" or "new1". A new one without is not counted. */
  given?: Readonly<Record<string, DraftLine>>
  pricesIncludingVat: boolean
  /** "" or absent: none. */
  vatBaseDiscountPercent?: string
  reader: Reader
  /** Of the document's definition. */
  fields: Readonly<Record<string, HeaderField>>
}

/** What the form says now. */
export type FormTexts = { lines: readonly FormLine[]; header: Readonly<Record<string, string>> }

/** What a line comes to; null where something in it is no number, or nothing is known of it yet. */
export type LiveLine =
  | (Pick<DraftLine, "vatIdentifier" | "vatPercent" | "vatCalculationType" | "lineAmount"> & {
      /** Of the document's currency. */
      decimals: number
    })
  | null

export type LiveAmounts = {
  lines: Readonly<Record<string, LiveLine>>
  groups: (VatGroupSum & { description: string })[]
  amount: string
  amountIncludingVat: string
  invoiceDiscountAmount: string
  currencyCode: string
  decimals: number
  /** Lines that are not in the totals. */
  uncounted: number
}

/**
 * What a document comes to by the texts of its form, with the functions that a save works out the same with: equal to the
 * cent. A line with a text that is no number, or that the limits forbid, is left out and counted as such. Pure.
 *
 * @param memory of lines that were read before, which are not read again
 */
export function addUpDraft(texts: FormTexts, basis: LiveBasis, memory = new LinesRead()): LiveAmounts {
  const reader = inCurrency(basis.reader, texts.header.currencyCode)
  const { header } = readHeader({ fields: basis.fields }, texts.header, reader)
  const read = texts.lines.map(line => ({ id: line.id, line: memory.read(line, basis, reader) }))
  const counted = read.flatMap(({ line }) => (line ? [line] : []))
  const document = {
    pricesIncludingVat: header.pricesIncludingVat ? header.pricesIncludingVat === "yes" : basis.pricesIncludingVat,
    decimals: reader.amountDecimals,
    invoiceDiscount: discountOf(header, basis),
    vatBaseDiscountPercent: header.vatBaseDiscountPercent ?? basis.vatBaseDiscountPercent ?? "",
  }
  const all = withServiceCharge([...basis.before, ...counted, ...basis.after], basis.serviceCharge, document)
  const worked = workOutAmounts(
    withVatDifferences(all, basis, { ...document, currencyCode: reader.currencyCode }),
    document,
  )
  const ofLine = new Map(worked.lines.map(line => [line.lineId, line]))
  const shown = read.map(({ id, line }): [string, LiveLine] => {
    const amounts = line && ofLine.get(line.lineId)
    return [id, amounts ? { ...amounts, decimals: reader.amountDecimals } : null]
  })
  return {
    lines: Object.fromEntries(shown),
    groups: vatGroupsOf(worked.lines, document).map(group => ({
      ...group,
      description: basis.vatDescriptions[group.vatIdentifier] ?? "",
    })),
    amount: worked.amount,
    amountIncludingVat: worked.amountIncludingVat,
    invoiceDiscountAmount: worked.invoiceDiscountAmount,
    currencyCode: reader.currencyCode,
    decimals: reader.amountDecimals,
    uncounted: read.filter(({ line }) => line === null).length,
  }
}

function discountOf(header: Readonly<Record<string, string>>, { fields, tiers }: LiveBasis): InvoiceDiscount {
  for (const [name, field] of Object.entries(fields)) {
    if (field.kind !== "discount") continue
    const calculation = discountAs(field, header)
    if (calculation) return { calculation, value: header[name] || "0" }
    return header[field.by] === "tiers" ? { calculation: "tiers", tiers } : { calculation: "none" }
  }
  return { calculation: "none" }
}

/** The lines with the VAT that was typed for a group, where it stands by what the group comes to now. */
function withVatDifferences(
  lines: readonly DraftLine[],
  basis: LiveBasis,
  document: Terms & { currencyCode: string },
): readonly DraftLine[] {
  const statement = (includingVat: boolean, currencyCode: string, vatBaseDiscountPercent = "") => ({
    pricesIncludingVat: includingVat ? "yes" : "no",
    currencyCode,
    vatBaseDiscountPercent,
  })
  const stored = [...basis.before, ...Object.values(basis.lines), ...basis.after]
  return keepVatDifferences(
    {
      header: statement(basis.pricesIncludingVat, basis.reader.currencyCode, basis.vatBaseDiscountPercent),
      lines: stored,
    },
    {
      ...document,
      header: statement(document.pricesIncludingVat, document.currencyCode, document.vatBaseDiscountPercent),
      lines,
    },
  ).lines
}

type Terms = DraftTerms & { invoiceDiscount: InvoiceDiscount }

/** The lines with the service charge that they bring about, where the earlier one stood. */
function withServiceCharge(lines: readonly DraftLine[], charge: DraftLine | null, document: Terms): DraftLine[] {
  const others = lines.filter(line => !isServiceCharge(line))
  if (!charge) return others
  const bought = others.filter(line => !isTextLine(line))
  const amounts = bought.map(line => amountOfLine(line, document.decimals).lineAmount)
  const due = serviceChargeDue(amounts, document.invoiceDiscount, document.decimals)
  if (due.isZero()) return others
  const earlier = lines.find(isServiceCharge)
  const place = earlier ? lines.indexOf(earlier) : others.length
  const made = { ...charge, lineId: earlier?.lineId ?? 0, price: toPlain(due) }
  return [...others.slice(0, place), made, ...others.slice(place)]
}
