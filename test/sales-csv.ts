export const header = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country"

/** A row of a file; every field has a default that is in order. */
export type FileRow = Partial<
  Record<"invoice" | "code" | "text" | "quantity" | "date" | "price" | "customer" | "country", string>
>

/** A file of sales invoices with these rows. */
export function fileOf(rows: readonly FileRow[]): string {
  return [header, ...rows.map(lineOf)].join("\r\n")
}

function lineOf(row: FileRow): string {
  const { invoice = "1001", code = "85123A", text = "WHITE HANGING HEART", quantity = "6" } = row
  const { date = "2010-12-01 08:26:00", price = "2.55", customer = "17850", country = "Netherlands" } = row
  return [invoice, code, text, quantity, date, price, customer, country].join(",")
}
