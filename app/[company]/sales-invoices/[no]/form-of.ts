import "server-only"
import type { DocumentKind, StoredDocument } from "@/app/_document-form/answer-form"
import { partyText } from "@/app/_document-form/find-party"
import { shownHeader } from "@/app/_document-form/reader"
import { readerOf, storedDocument, storedForm } from "@/app/_document-form/stored-form"
import type { Actor } from "@/domain/access/actor"
import { dateFields, editableHeader } from "@/domain/sales-invoices/header"
import type { SalesInvoicePage } from "@/domain/sales-invoices/read-sales-invoice"

export const kind: DocumentKind = { party: { kind: "customer", field: "customerNo" }, dates: dateFields }

/** A sales invoice as the texts of its form. */
export function formOf(actor: Actor, page: SalesInvoicePage) {
  const reader = readerOf(actor, page, "unitPrice")
  const texts = shownHeader(editableHeader(page.header), dateFields, reader)
  texts.customerNo = partyText(page.header.customerNo, page.header.customerName)
  return storedForm(page, texts, reader)
}

/** What the texts of a sent form are compared with. */
export function storedOf(actor: Actor, page: SalesInvoicePage): StoredDocument {
  const { customerNo: no, customerName: name } = page.header
  return storedDocument(page, { no, name }, readerOf(actor, page, "unitPrice"))
}
