import type { PaperSubject } from "@/domain/papers/paper-trail"

/** Documents that papers hang on, by the folder of their pages below the company's address. */
const folders = {
  "purchase-requests": "purchase_request",
  "purchase-invoices": "purchase_invoice",
  "purchase-credit-memos": "purchase_invoice",
  "posted-purchase-invoices": "posted_purchase_document",
  "posted-purchase-credit-memos": "posted_purchase_document",
} as const satisfies Record<string, PaperSubject["type"]>

export type PaperFolder = keyof typeof folders

/** A document that papers hang on, and where its page is. */
export type PapersAt = {
  subject: PaperSubject
  folder: PaperFolder
  /** Of its page, below the company's address. */
  page: string
}

/** @param folder of the document's pages @param no as it is, not as it stands in an address */
export function papersOf(folder: PaperFolder, no: string): PapersAt {
  return { subject: { type: folders[folder], no }, folder, page: `${folder}/${encodeURIComponent(no)}` }
}

/** As `papersOf`, for what stands in an address or is bound to an action; undefined where no papers hang on such a thing. */
export function papersAt(folder: string, no: string): PapersAt | undefined {
  return Object.hasOwn(folders, folder) ? papersOf(folder as PaperFolder, no) : undefined
}

/** As `papersAt`, for a number as it stands in an address, which may be no text at all: those addresses pass by proxy.ts. */
export function papersAtAddress(folder: string, encodedNo: string): PapersAt | undefined {
  try {
    const no = decodeURIComponent(encodedNo)
    return no.includes("\0") ? undefined : papersAt(folder, no)
  } catch {
    return undefined
  }
}

/** Where a file of a document is handed out. @param view to be looked at in a page of the portal, not downloaded */
export function fileAddress(company: string, { page }: PapersAt, id: number, view: boolean): string {
  return `/${company}/attachments/${page}/${id}${view ? "?view=1" : ""}`
}
