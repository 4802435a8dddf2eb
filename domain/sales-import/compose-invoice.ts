import type { salesInvoice, salesInvoiceLine } from "@/db/schema"
import { readCountry } from "@/domain/countries/named-country"
import { isInvoicingBlocked } from "@/domain/customers/blocked-customer"
import { dueDates } from "@/domain/documents/due-date"
import { lineAmount } from "@/domain/documents/line-amount"
import { lineNo } from "@/domain/documents/lines"
import { Decimal, ONE, toPlain, ZERO } from "@/domain/money/decimal"
import { vatTotals } from "@/domain/vat/vat-totals"
import { type ImportSetup, type VatTerms, vatKey } from "./import-setup"
import type { Masters } from "./masters"
import { CASH_CUSTOMER_NO, type ImportedCustomer, type ImportedItem } from "./new-masters"
import type { RefusedFor } from "./read-invoice"
import { type ReadInvoice, type ReadLine, type Refused, refuseBecause } from "./read-invoice"

export type ComposedSalesLine = Omit<typeof salesInvoiceLine.$inferSelect, "companyId" | "documentNo"> & {
  rowNo: number
}

/** A sales invoice as it will be written, all but its number. */
export type ComposedInvoice = {
  header: Omit<typeof salesInvoice.$inferSelect, "companyId" | "no" | "version" | "createdAt" | "updatedAt">
  lines: ComposedSalesLine[]
  /** How each row was taken, by row number: its notes in alphabetical order, apart by a space; null: as it stands. */
  notes: Map<number, string | null>
}

/**
 * Turns an invoice of the file into a sales invoice: customer, items and accounts, VAT, amounts, due date.
 *
 * @param masters are told which customers and items it needs, once it is taken
 * @returns the invoice, or why its rows are refused after all
 */
export function composeInvoice(
  invoice: ReadInvoice,
  masters: Masters,
): { taken: true; composed: ComposedInvoice } | Refused {
  const { setup } = masters
  const customer = masters.customerOf(invoice)
  if (isInvoicingBlocked(customer.blocked)) {
    const blocked = { reason: "customer_blocked", params: { no: customer.no } }
    return { taken: false, rows: invoice.lines.map(({ rowNo }) => ({ rowNo, ...blocked })) }
  }
  const faults = new Map<number, RefusedFor>()
  const items = new Set<ImportedItem>()
  const sold: Sold[] = []
  for (const line of invoice.lines) {
    const item = masters.itemOf(line)
    const product = item ? itemProduct(item, line) : chargeProduct(line, masters)
    if ("reason" in product) {
      faults.set(line.rowNo, product)
      continue
    }
    const vat = setup.vat.get(vatKey(customer.vatBusPostingGroup, product.vatProdPostingGroup))
    if (!vat) {
      const params = { bus: customer.vatBusPostingGroup ?? "–", prod: product.vatProdPostingGroup ?? "–" }
      faults.set(line.rowNo, { reason: "vat_setup_missing", params })
      continue
    }
    if (item) items.add(item)
    sold.push({ line, product, vat })
  }
  if (faults.size > 0) return refuseBecause(invoice.lines, faults)
  masters.keep(customer, items)
  noteCountry(invoice, customer, setup)
  const { lines, totals } = priceLines(sold, setup.amountDecimals)
  return {
    taken: true,
    composed: {
      header: { ...headerOf(invoice, customer, setup), ...totals },
      lines,
      notes: new Map(
        invoice.lines.map(({ rowNo, notes }) => [rowNo, notes.size > 0 ? [...notes].sort().join(" ") : null]),
      ),
    },
  }
}

type Product = Pick<
  ComposedSalesLine,
  "type" | "no" | "description" | "unitOfMeasureCode" | "vatProdPostingGroup" | "genProdPostingGroup"
>
type Sold = { line: ReadLine; product: Product; vat: VatTerms }

function itemProduct(item: ImportedItem, line: ReadLine): Product | RefusedFor {
  if (item.blocked || item.salesBlocked) return { reason: "item_blocked", params: { no: item.no } }
  return {
    type: "item",
    no: item.no,
    description: line.description || item.description,
    unitOfMeasureCode: item.baseUnitOfMeasure,
    vatProdPostingGroup: item.vatProdPostingGroup,
    genProdPostingGroup: item.genProdPostingGroup,
  }
}

function chargeProduct(line: ReadLine, masters: Masters): Product | RefusedFor {
  const account = masters.setup.chargesAccount
  if (!account) return { reason: "charges_account_missing", params: { no: masters.setup.defaults.chargesAccountNo } }
  line.notes.add("charge")
  return {
    type: "gl_account",
    no: account.no,
    description: line.description || masters.usualDescription(line.code, ""),
    unitOfMeasureCode: "",
    vatProdPostingGroup: account.vatProdPostingGroup,
    genProdPostingGroup: account.genProdPostingGroup,
  }
}

function noteCountry(invoice: ReadInvoice, customer: ImportedCustomer, setup: ImportSetup): void {
  const country = readCountry(invoice.country, setup.home)
  const differs = customer.no !== CASH_CUSTOMER_NO && country.code !== "" && country.code !== customer.countryRegionCode
  for (const { notes } of invoice.lines) {
    if (!country.known) notes.add("country_unknown")
    else if (differs) notes.add("country_differs")
  }
}

function headerOf(invoice: ReadInvoice, customer: ImportedCustomer, setup: ImportSetup) {
  const terms = customer.paymentTermsCode === null ? null : (setup.paymentTerms.get(customer.paymentTermsCode) ?? null)
  const soldAbroad = customer.no === CASH_CUSTOMER_NO ? readCountry(invoice.country, setup.home).code : ""
  return {
    customerNo: customer.no,
    customerName: customer.name,
    address: customer.address,
    postCode: customer.postCode,
    city: customer.city,
    countryRegionCode: soldAbroad || customer.countryRegionCode,
    contact: customer.contact,
    vatRegistrationNo: customer.vatRegistrationNo,
    genBusPostingGroup: customer.genBusPostingGroup,
    vatBusPostingGroup: customer.vatBusPostingGroup,
    documentDate: invoice.date,
    postingDate: invoice.date,
    dueDate: dueDates(invoice.date, terms).dueDate,
    paymentTermsCode: customer.paymentTermsCode,
    salespersonCode: customer.salespersonCode,
    currencyCode: setup.currencyCode,
    pricesIncludingVat: false,
    externalDocumentNo: invoice.importedNo,
    yourReference: "",
    importedNo: invoice.importedNo,
    lastLineId: invoice.lines.length,
    lineCount: invoice.lines.length,
  }
}

function priceLines(sold: readonly Sold[], decimals: number) {
  const amounts = sold.map(({ line }) => {
    const { quantity, unitPrice } = line
    return lineAmount({ quantity, directUnitCost: unitPrice, pricePer: ONE, lineDiscountPercent: ZERO }, decimals)
  })
  const { lines, totals } = vatTotals({
    pricesIncludingVat: false,
    decimals,
    lines: sold.map(({ line, vat }, index) => ({
      id: line.rowNo,
      lineAmount: amounts[index]!.lineAmount,
      vatPercent: new Decimal(vat.vatPercent),
      vatIdentifier: vat.vatIdentifier,
      calculationType: vat.vatCalculationType,
    })),
  })
  return {
    lines: sold.map(
      ({ line, product, vat }, index): ComposedSalesLine => ({
        // Each by its name: as a spread with two dozen fields behind it, this took a third of an import's time.
        type: product.type,
        no: product.no,
        description: product.description,
        unitOfMeasureCode: product.unitOfMeasureCode,
        vatProdPostingGroup: product.vatProdPostingGroup,
        genProdPostingGroup: product.genProdPostingGroup,
        rowNo: line.rowNo,
        lineId: index + 1,
        lineNo: lineNo(index),
        quantity: toPlain(line.quantity),
        qtyPerUnitOfMeasure: "1",
        unitPrice: toPlain(line.unitPrice),
        pricePer: "1",
        typedAmount: null,
        chargeAccountNo: null,
        lineDiscountPercent: "0",
        lineDiscountAmount: "0",
        lineAmount: toPlain(amounts[index]!.lineAmount),
        vatIdentifier: vat.vatIdentifier,
        vatPercent: vat.vatPercent,
        vatCalculationType: vat.vatCalculationType,
        typedFields: ["price"],
        costSource: null,
        allowInvoiceDiscount: true,
        amount: toPlain(lines[index]!.amount),
        amountIncludingVat: toPlain(lines[index]!.amountIncludingVat),
      }),
    ),
    totals: { amount: toPlain(totals.amount), amountIncludingVat: toPlain(totals.amountIncludingVat) },
  }
}
