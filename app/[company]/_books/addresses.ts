import { addressWith } from "@/app/_lists/list-address"
import type { EntryDocument } from "@/domain/books/entry-document"

type Values = Record<string, string | null | undefined>

/** A page of the books with parameters; blank ones are left out. */
export function booksAddress(slug: string, page: string, values: Values = {}): string {
  const changes = Object.entries(values).map(([name, value]) => [name, value ?? undefined])
  return addressWith(`/${slug}/books/${page}`, {}, Object.fromEntries(changes))
}

/** All entries of a transaction. */
export function transactionAddress(slug: string, transactionNo: number): string {
  return booksAddress(slug, `transactions/${transactionNo}`)
}

/** An opening of the company's books. */
export function openingAddress(slug: string, openingNo: number): string {
  return `/${slug}/administration/opening-balances/${openingNo}`
}

/** The document that entries were posted for; a transaction without a page of its own shows its entries. */
export function documentAddress(slug: string, entry: EntryDocument & { transactionNo: number }): string {
  if (entry.openingNo !== null) return openingAddress(slug, entry.openingNo)
  const no = encodeURIComponent(entry.documentNo)
  switch (entry.documentType) {
    case "invoice":
      return `/${slug}/posted-purchase-invoices/${no}`
    case "credit_memo":
      return `/${slug}/posted-purchase-credit-memos/${no}`
    default:
      return transactionAddress(slug, entry.transactionNo)
  }
}
