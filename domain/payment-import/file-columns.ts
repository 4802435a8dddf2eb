import { eq, sql } from "drizzle-orm"
import { currency } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { FileColumn } from "@/domain/file-reading/columns"
import { type ForeignNames, namedColumns } from "@/domain/import-kinds/column-names"
import { MAX_PAYMENT_DESCRIPTION_LENGTH } from "@/domain/payments/check-payment"
import { rowCurrencies } from "./row-currencies"
import { paymentOf } from "./row-payment"

const described = [
  { name: "vendorNo", kind: "code", required: true, maximum: 20 },
  { name: "postingDate", kind: "date", required: true },
  { name: "amount", kind: "number", required: true, integerDigits: 15 },
  { name: "currencyCode", kind: "code", maximum: 10 },
  { name: "bankAccountNo", kind: "code", maximum: 20 },
  { name: "documents", kind: "list", maximum: 35 },
  { name: "description", kind: "text", maximum: MAX_PAYMENT_DESCRIPTION_LENGTH },
  { name: "externalDocumentNo", kind: "code", maximum: 35 },
] as const

const german: ForeignNames = {
  vendorNo: { names: ["Kreditorennr."], others: ["Kreditor", "Kreditorennummer", "Lieferantennr.", "Lieferant"] },
  postingDate: { names: ["Buchungsdatum"], others: ["Datum", "Zahlungsdatum"] },
  amount: { names: ["Betrag"] },
  currencyCode: { names: ["Währungscode"], others: ["Währung"] },
  bankAccountNo: { names: ["Bankkontonr."], others: ["Bankkonto"] },
  documents: { names: ["Ausgleich mit Belegnr."], others: ["Belegnr.", "Rechnungsnr."] },
  description: { names: ["Beschreibung"], others: ["Text"] },
  externalDocumentNo: { names: ["Externe Belegnr."], others: ["Referenz"] },
}

/** The columns of a file of payments. */
export const paymentColumns = namedColumns("payments", described, german)

/** The columns of a file of payments. An amount has at most as many decimals as any currency of the company. */
export async function limitedPaymentColumns(tx: Tx, companyId: number): Promise<FileColumn[]> {
  const [found] = await tx
    .select({ decimals: sql<number>`coalesce(max(${currency.amountDecimals}), 2)::int` })
    .from(currency)
    .where(eq(currency.companyId, companyId))
  return paymentColumns.map(column => (column.name === "amount" ? { ...column, decimals: found!.decimals } : column))
}

/**
 * With how many decimals the amounts of a file are written at most: those of the currencies that its rows pay in. So a Dutch
 * 2.500 to a vendor in euros is two thousand five hundred.
 */
export async function writtenPaymentDecimals(
  tx: Tx,
  companyId: number,
  rows: readonly Readonly<Record<string, string>>[],
): Promise<Record<string, number>> {
  const payments = rows.map(row => ({ ...paymentOf(row, ""), documents: (row.documents ?? "").split(/[|;,\n]/u) }))
  const decimals = (await rowCurrencies(tx, companyId, payments)).map(({ known }) => known?.amountDecimals ?? 0)
  return { amount: decimals.reduce((most, each) => Math.max(most, each), 0) }
}
