import "server-only"
import { shownHeader } from "@/components/document-form/header-texts"
import type { LiveBasis } from "@/components/document-form/live-amounts"
import { factsOf, type Reader, shownLine } from "@/components/document-form/reader"
import type { DocumentView, LinesElsewhere } from "@/components/document-form/view"
import type { Actor } from "@/domain/access/actor"
import { today } from "@/domain/dates/date"
import type { AmountsBasis } from "@/domain/documents/amounts-basis"
import type { DocumentDefinition } from "@/domain/documents/document-definition"
import { partyOf } from "@/domain/documents/header-definition"
import { headerTexts } from "@/domain/documents/header-values"
import type { DraftLine } from "@/domain/documents/line-fields"
import { PAGE_LENGTH } from "@/domain/documents/pages"
import type { SetupChoices } from "@/domain/documents/setup-choices"
import { partyText } from "./find-party"
import type { StoredDocument } from "./form-kind"

/** What the texts of a document's form are read with. */
export type DocumentFacts = {
  header: Readonly<Record<string, unknown>> & { version: number; currencyCode: string; pricesIncludingVat: boolean }
  lines: readonly DraftLine[]
  amountDecimals: number
  choices: Pick<SetupChoices, "currencies">
  timeZone: string
}

/** What both kinds of document read for one page of their lines. */
export type DocumentPage = DocumentFacts & {
  basis: AmountsBasis
  choices: SetupChoices
}

/** Lines of a document on other pages than the one that was read. */
export function linesElsewhere({
  page,
  lines,
  header,
}: Pick<DocumentPage, "lines"> & { page: number; header: { lineCount: number } }): LinesElsewhere {
  const before = (page - 1) * PAGE_LENGTH
  return { before, after: Math.max(0, header.lineCount - before - lines.length) }
}

/** How the reader of a document writes and reads its numbers and dates. */
function readerOf({ language }: Actor, { priceField }: DocumentDefinition, page: DocumentFacts): Reader {
  const { amountDecimals, timeZone, header, choices } = page
  const { currencyCode } = header
  const decimals = { amountDecimals, currencyCode, currencies: choices.currencies }
  return { language, today: today(timeZone), priceField, ...decimals }
}

function storedParty({ header: definition }: DocumentDefinition, { header }: DocumentFacts) {
  const party = partyOf(definition)
  return { field: party.name, no: String(header[party.name]), name: String(header[party.named]) }
}

/** A document as the texts of its form. */
export function formOf(actor: Actor, definition: DocumentDefinition, page: DocumentPage) {
  const reader = readerOf(actor, definition, page)
  const party = storedParty(definition, page)
  const texts = shownHeader(definition.header, headerTexts(definition.header, page.header), reader)
  const view: DocumentView = {
    version: page.header.version,
    header: { ...texts, [party.field]: partyText(party.no, party.name) },
    lines: page.lines.map(line => shownLine(line, reader)),
    loaded: page.lines.map(line => line.lineId),
    deleted: [],
    newLine: { type: "item", text: "" },
    candidates: {},
    stale: null,
    choices: {},
    focus: null,
    status: "as_stored",
  }
  const basis: LiveBasis = {
    ...page.basis,
    lines: Object.fromEntries(page.lines.map(line => [String(line.lineId), line])),
    pricesIncludingVat: page.header.pricesIncludingVat,
    vatBaseDiscountPercent: headerTexts(definition.header, page.header).vatBaseDiscountPercent,
    reader,
    fields: definition.header.fields,
  }
  return { view, facts: factsOf(page.lines, reader), basis }
}

/** What the texts of a sent form are compared with. */
export function storedOf(actor: Actor, definition: DocumentDefinition, page: DocumentFacts): StoredDocument {
  const { no, name } = storedParty(definition, page)
  return {
    reader: readerOf(actor, definition, page),
    timeZone: page.timeZone,
    partyNo: no,
    partyName: name,
    itemNos: new Map(page.lines.map(line => [String(line.lineId), line.no ?? ""])),
  }
}
