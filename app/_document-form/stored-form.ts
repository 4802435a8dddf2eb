import "server-only"
import type { DocumentView, PriceField } from "@/components/document-form/view"
import type { Actor } from "@/domain/access/actor"
import { today } from "@/domain/dates/date"
import type { DraftLine } from "@/domain/documents/draft"
import type { SetupChoices } from "@/domain/documents/setup-choices"
import type { StoredDocument } from "./answer-form"
import { factsOf, type Reader, shownLine } from "./reader"

/** What both kinds of document read for one page of their lines. */
type DocumentPage = {
  header: { version: number; currencyCode: string }
  lines: readonly DraftLine[]
  amountDecimals: number
  choices: Pick<SetupChoices, "currencies">
  timeZone: string
}

/** How the reader of a document writes and reads its numbers and dates. */
export function readerOf({ language }: Actor, page: DocumentPage, priceField: PriceField): Reader {
  const { amountDecimals, timeZone, header, choices } = page
  const { currencyCode } = header
  const decimals = { amountDecimals, currencyCode, currencies: choices.currencies }
  return { language, today: today(timeZone), priceField, ...decimals }
}

/** A document as the texts of its form. @param header its fields as they are shown */
export function storedForm(
  { header: { version }, lines }: DocumentPage,
  header: Record<string, string>,
  reader: Reader,
) {
  const view: DocumentView = {
    version,
    header,
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

/** What the texts of a sent form are compared with. @param party vendor or customer */
export function storedDocument(
  page: DocumentPage,
  party: { no: string; name: string },
  reader: Reader,
): StoredDocument {
  return {
    reader,
    timeZone: page.timeZone,
    partyNo: party.no,
    partyName: party.name,
    itemNos: new Map(page.lines.map(line => [String(line.lineId), line.no ?? ""])),
  }
}
