import { Decimal } from "@/domain/money/decimal"

/** A payment as a row of a file says it. Amounts are decimal strings, dates ISO. */
export type RowPayment = {
  vendorNo: string
  postingDate: string
  amount: string
  bankAccountNo: string
  /** Blank: that of what it pays, else the vendor's. */
  currencyCode: string
  /** Numbers of what it pays, ours or the vendor's, in the order in which the amount goes to them; none: on account. */
  documents: string[]
  description: string
  externalDocumentNo: string
}

/** The payment that a row says. @param bankAccountNo pays the rows that name none */
export function paymentOf(values: Readonly<Record<string, string>>, bankAccountNo: string): RowPayment {
  const of = (column: string) => values[column] ?? ""
  return {
    vendorNo: of("vendorNo"),
    postingDate: of("postingDate"),
    amount: of("amount"),
    bankAccountNo: of("bankAccountNo") || bankAccountNo,
    currencyCode: of("currencyCode").toUpperCase(),
    documents: of("documents").split("\n").filter(Boolean),
    description: of("description"),
    externalDocumentNo: of("externalDocumentNo"),
  }
}

/**
 * What makes two rows one payment: what is booked, not how it is spelled. The bank account is not of it: another one chosen
 * on the page makes it no other payment.
 */
export function keyOf({
  vendorNo,
  postingDate,
  amount,
  currencyCode,
  documents,
  externalDocumentNo,
}: RowPayment): string {
  const paid = documents.map(no => no.toUpperCase()).sort()
  const said = [vendorNo, postingDate, new Decimal(amount).toFixed(), currencyCode, externalDocumentNo.toUpperCase()]
  return JSON.stringify([...said, ...paid])
}
