import "server-only"
import type { DocumentKind, StoredDocument } from "@/app/document-form/answer-form"
import { partyText } from "@/app/document-form/find-party"
import { factsOf, type Reader, shownHeader, shownLine } from "@/app/document-form/reader"
import type { DocumentView } from "@/components/document-form/view"
import type { Actor } from "@/domain/access/actor"
import { today } from "@/domain/dates/date"
import { dateFields, editableHeader } from "@/domain/sales-invoices/header"
import type { SalesInvoicePage } from "@/domain/sales-invoices/read-sales-invoice"

export const kind: DocumentKind = { party: { kind: "customer", field: "customerNo" }, dates: dateFields }

function readerOf(actor: Actor, page: SalesInvoicePage): Reader {
  const { amountDecimals, unitAmountDecimals, timeZone } = page
  const { language } = actor
  return { language, today: today(timeZone), priceField: "unitPrice", amountDecimals, unitAmountDecimals }
}

/** A sales invoice as the texts of its form. */
export function formOf(actor: Actor, page: SalesInvoicePage) {
  const reader = readerOf(actor, page)
  const { header, lines } = page
  const texts = shownHeader(editableHeader(header), dateFields, reader)
  texts.customerNo = partyText(header.customerNo, header.customerName)
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
export function storedOf(actor: Actor, page: SalesInvoicePage): StoredDocument {
  return {
    reader: readerOf(actor, page),
    timeZone: page.timeZone,
    partyNo: page.header.customerNo,
    partyName: page.header.customerName,
    itemNos: new Map(page.lines.map(line => [String(line.lineId), line.no ?? ""])),
  }
}
