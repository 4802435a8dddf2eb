import "server-only"
import type { DocumentKind, StoredDocument } from "@/app/document-form/answer-form"
import { partyText } from "@/app/document-form/find-party"
import { factsOf, type Reader, shownHeader, shownLine } from "@/app/document-form/reader"
import type { DocumentView } from "@/components/document-form/view"
import type { Actor } from "@/domain/access/actor"
import { today } from "@/domain/dates/date"
import { dateFields, editableHeader } from "@/domain/purchase-invoices/header"
import type { PurchaseInvoicePage } from "@/domain/purchase-invoices/read-purchase-invoice"

export const kind: DocumentKind = { party: { kind: "vendor", field: "buyFromVendorNo" }, dates: dateFields }

function readerOf(actor: Actor, page: PurchaseInvoicePage): Reader {
  const { amountDecimals, unitAmountDecimals, timeZone } = page
  const { language } = actor
  return { language, today: today(timeZone), priceField: "directUnitCost", amountDecimals, unitAmountDecimals }
}

/** A purchase invoice as the texts of its form. */
export function formOf(actor: Actor, page: PurchaseInvoicePage) {
  const reader = readerOf(actor, page)
  const { header, lines } = page
  const texts = shownHeader(editableHeader(header), dateFields, reader)
  texts.buyFromVendorNo = partyText(header.buyFromVendorNo, header.buyFromVendorName)
  const view: DocumentView = {
    version: header.version,
    header: texts,
    lines: lines.map(line => shownLine(line, reader)),
    loaded: lines.map(line => line.lineId),
    deleted: [],
    newLine: { type: "item", text: "" },
    candidates: {},
    stale: null,
    choices: {},
    focus: null,
    status: "as_stored",
  }
  return { view, facts: factsOf(lines, reader) }
}

/** What the texts of a sent form are compared with. */
export function storedOf(actor: Actor, page: PurchaseInvoicePage): StoredDocument {
  return {
    reader: readerOf(actor, page),
    timeZone: page.timeZone,
    partyNo: page.header.buyFromVendorNo,
    partyName: page.header.buyFromVendorName,
    itemNos: new Map(page.lines.map(line => [String(line.lineId), line.no ?? ""])),
  }
}
