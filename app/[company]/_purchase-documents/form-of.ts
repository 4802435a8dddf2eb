import "server-only"
import type { DocumentKind, StoredDocument } from "@/app/_document-form/answer-form"
import { partyText } from "@/app/_document-form/find-party"
import { shownHeader } from "@/app/_document-form/reader"
import { readerOf, storedDocument, storedForm } from "@/app/_document-form/stored-form"
import type { Actor } from "@/domain/access/actor"
import { dateFields, editableHeader, isAmount, numberFields } from "@/domain/purchase-documents/header"
import type { PurchaseDocumentPage } from "@/domain/purchase-documents/read-purchase-document"
import { purchaseKinds } from "./kinds"

/** What the form of this draft has besides what every document has. */
export function formKindOf({ header }: PurchaseDocumentPage): DocumentKind {
  return {
    party: { kind: "vendor", field: "buyFromVendorNo" },
    dates: dateFields,
    numbers: numberFields,
    isAmount,
    accounts: true,
    names: purchaseKinds[header.documentType].names,
  }
}

/** A purchase invoice as the texts of its form. */
export function formOf(actor: Actor, page: PurchaseDocumentPage) {
  const reader = readerOf(actor, page, "directUnitCost")
  const texts = shownHeader(editableHeader(page.header), dateFields, reader, numberFields)
  texts.buyFromVendorNo = partyText(page.header.buyFromVendorNo, page.header.buyFromVendorName)
  return storedForm(page, texts, reader)
}

/** What the texts of a sent form are compared with. */
export function storedOf(actor: Actor, page: PurchaseDocumentPage): StoredDocument {
  const { buyFromVendorNo: no, buyFromVendorName: name } = page.header
  return storedDocument(page, { no, name }, readerOf(actor, page, "directUnitCost"))
}
