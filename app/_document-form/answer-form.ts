import "server-only"
import { refresh } from "next/cache"
import { getLocale, getTranslations } from "next-intl/server"
import type { FieldNames } from "@/app/field-label"
import type { Done } from "@/app/form-action"
import { shown } from "@/app/form-action"
import { formLanguage, inLanguageOfNow } from "@/app/form-language"
import type { Candidate, DocumentView, FormLine, LineType, ShownChange } from "@/components/document-form/view"
import type { Actor } from "@/domain/access/actor"
import { type DraftEdit, type LineField, lineFields } from "@/domain/documents/draft"
import { type MissedChange, StaleDraft } from "@/domain/documents/stale-draft"
import { type Issue, Refusal } from "@/domain/errors"
import { formatClock } from "@/language/date-format"
import { resolveAccounts } from "./find-accounts"
import { type Meant, resolveItems } from "./find-items"
import { findParties, type PartyKind, partyText, resolveParty } from "./find-party"
import { formField, inCurrency, type Reader, readHeader, readLine, shownHeader, shownLine, shownValue } from "./reader"
import { type Intent, readTypedForm } from "./typed-form"

/** What the two kinds of document differ in. */
export type DocumentKind = {
  /** Field of the header that names vendor or customer. */
  party: { kind: PartyKind; field: string }
  dates: ReadonlySet<string>
  /** Fields of the header that hold numbers; default none. */
  numbers?: ReadonlySet<string>
  /** Whether a number of the header is an amount of its currency; else it is a percentage. */
  isAmount?: (name: string, header: Readonly<Record<string, string>>) => boolean
  /** G/L account lines can be added and changed. */
  accounts?: boolean
  /** Fields of the header that go by another name; default none. */
  names?: FieldNames
}

/** The document as it is stored, in the fields of the form. */
export type StoredDocument = {
  reader: Reader
  timeZone: string
  partyNo: string
  partyName: string
  /** Item numbers of the page's lines, by line id. */
  itemNos: ReadonlyMap<string, string>
}

/**
 * Does what a button of a document's form asks for and answers the form anew, with everything that was typed.
 *
 * @param save writes the edit and answers the form as it is stored then, in the reader's way of now
 */
export async function answerDocumentForm(
  actor: Actor,
  kind: DocumentKind,
  stored: StoredDocument,
  form: FormData,
  save: (edit: DraftEdit, reader: Actor) => Promise<DocumentView>,
): Promise<Done> {
  const { intent, view } = readTypedForm(form)
  const isAdding = intent.kind === "add" || view.newLine.text.trim() !== ""
  if (isAdding) {
    const issues = await addLine(actor, kind, view)
    if (intent.kind !== "save" || issues.length > 0) return redrawn(kind, view, issues)
  }
  if (intent.kind !== "save") return redrawn(kind, applied(view, intent))
  const { edit: typed, issues } = await understood(actor, kind, stored, view)
  if (issues.length > 0) return redrawn(kind, view, issues)
  const edit = { ...typed, renewVat: intent.renewVat }
  try {
    // The page around is drawn anew, so the fields are as well.
    const now = await inLanguageOfNow(getLocale)
    const data = await save(edit, { ...actor, language: now })
    refresh()
    return { data: { ...data, status: "saved" }, drawnIn: now }
  } catch (error) {
    if (error instanceof Refusal) return redrawn(kind, view, error.issues)
    if (error instanceof StaleDraft) {
      refresh()
      return inLanguageOfNow(async () => {
        const language = await getLocale()
        const reader = { ...stored.reader, language }
        const data = await staleView(error, kind, { ...stored, reader }, { ...actor, language })
        return { data, status: "stale", issues: [], drawnIn: language }
      })
    }
    throw error
  }
}

/** With everything as it was typed. */
async function redrawn({ names }: DocumentKind, view: DocumentView, issues: readonly Issue[] = []): Promise<Done> {
  const drawnIn = formLanguage()
  if (issues.length === 0) return { data: view, drawnIn }
  const asksTypedCosts = view.typedCosts !== undefined || issues.some(({ code }) => code === "typed_costs_ask")
  return { data: { ...view, asksTypedCosts }, drawnIn, status: "refused", issues: await shown(issues, names) }
}

/** Puts what stands in the last row among the lines. @returns why not */
async function addLine(actor: Actor, kind: DocumentKind, view: DocumentView): Promise<Issue[]> {
  const { type, text } = view.newLine
  const numbers = view.lines.map(line => Number(/^new(\d+)$/u.exec(line.id)?.[1] ?? 0))
  const id = `new${Math.max(0, ...numbers) + 1}`
  const push = (line: FormLine, focus: string) => {
    view.lines.push(line)
    view.newLine = { type, text: "" }
    view.focus = `lines.${id}.${focus}`
  }
  if (type === "comment") {
    push({ id, type, values: { description: text } }, "description")
    return []
  }
  const field = "newLine.text"
  if (text.trim() === "") return [{ field, code: "item_not_named" }]
  const found = (await resolveNumbers(actor, kind, [{ type, text }]))(type, text)
  if (!found || "candidates" in found) return [unnamed(view, field, text, found)]
  const { no, description } = found.one
  push({ id, type, values: { no, description, quantity: "1" } }, "quantity")
  return []
}

/** Whether people choose the line's number: of an item, or of an account where the document takes accounts. */
const isNumbered = (type: LineType, kind: DocumentKind) =>
  type === "item" || (type === "gl_account" && kind.accounts === true)

type Numbered = { no: string; description: string }

/** What texts in the fields for numbers mean: items, and accounts where the document takes them. */
async function resolveNumbers(
  actor: Actor,
  kind: DocumentKind,
  typed: readonly { type: LineType; text: string }[],
): Promise<(type: LineType, text: string) => Meant<Numbered>> {
  const isAccount = (type: LineType) => type === "gl_account" && kind.accounts === true
  const texts = (accounts: boolean) => typed.filter(({ type }) => isAccount(type) === accounts).map(({ text }) => text)
  const [items, accounts] = await Promise.all([
    resolveItems(actor, texts(false), kind.party.kind === "vendor"),
    resolveAccounts(actor, texts(true)),
  ])
  return (type, text) => {
    const found = (isAccount(type) ? accounts : items).get(text) ?? null
    if (!found || !("one" in found)) return found
    const { one } = found
    return { one: { no: one.no, description: "name" in one ? one.name : one.description } }
  }
}

/** Why a text stands for nothing; what it may mean goes beside its field. */
function unnamed(view: DocumentView, field: string, typed: string, meant: { candidates: Candidate[] } | null): Issue {
  if (!meant) return { field, code: "not_looked_for", params: { typed } }
  const { candidates } = meant
  if (candidates.length > 0) view.candidates[field] = candidates
  return { field, code: candidates.length > 0 ? "several_meant" : "nothing_meant", params: { typed } }
}

function applied(view: DocumentView, intent: Intent): DocumentView {
  if (!("lineId" in intent)) return view
  const at = view.lines.findIndex(line => line.id === intent.lineId)
  if (at < 0) return view
  const lines = [...view.lines]
  const [line] = lines.splice(at, 1)
  if (intent.kind === "delete") {
    const deleted = /^\d+$/u.test(intent.lineId) ? [...view.deleted, Number(intent.lineId)] : view.deleted
    return { ...view, lines, deleted, focus: lines[at] ? `lines.${lines[at].id}.description` : "newLine.text" }
  }
  const to = Math.min(lines.length, Math.max(0, intent.kind === "up" ? at - 1 : at + 1))
  lines.splice(to, 0, line!)
  return { ...view, lines, focus: `lines.${intent.lineId}.description` }
}

/** From texts to an edit: numbers and dates in the reader's way, vendor, customer and items by whatever names them. */
async function understood(
  actor: Actor,
  kind: DocumentKind,
  stored: StoredDocument,
  view: DocumentView,
): Promise<{ edit: DraftEdit; issues: Issue[] }> {
  const reader = inCurrency(stored.reader, view.header.currencyCode)
  const { header, issues } = readHeader(view.header, kind, reader)
  const party = kind.party.field
  const typedParty = header[party]
  if (typedParty !== undefined) {
    if (typedParty === partyText(stored.partyNo, stored.partyName)) header[party] = stored.partyNo
    else {
      const found = await resolveParty(actor, kind.party.kind, typedParty)
      const field = `header.${party}`
      if ("no" in found) header[party] = found.no
      else issues.push(unnamed(view, field, typedParty, found))
    }
  }
  const readings = view.lines.map(line => {
    const read = readLine(line, reader)
    const text = read.line.values.no?.trim() ?? ""
    const isTyped = isNumbered(line.type, kind) && text !== "" && text !== stored.itemNos.get(line.id)
    return { ...read, id: line.id, typedNo: isTyped ? { type: line.type, text } : null }
  })
  const numberOf = await resolveNumbers(
    actor,
    kind,
    readings.flatMap(({ typedNo }) => typedNo ?? []),
  )
  const lines = readings.map(({ id, line, typedNo, ...read }) => {
    issues.push(...read.issues)
    const found = typedNo && numberOf(typedNo.type, typedNo.text)
    if (found && "one" in found) {
      line.values.no = found.one.no
      // By another name than the number, and the same one again: that is what was meant.
      if (found.one.no === stored.itemNos.get(id)) line.chosenAnew = true
    } else if (typedNo) issues.push(unnamed(view, `lines.${id}.no`, typedNo.text, found))
    return line
  })
  const { version, loaded, deleted, choices, typedCosts } = view
  return { edit: { version, header, lines, loaded, deleted, choices, typedCosts }, issues }
}

async function staleView(
  stale: StaleDraft,
  kind: DocumentKind,
  stored: StoredDocument,
  actor: Actor,
): Promise<DocumentView> {
  const { form, conflicts, taken, savedBy } = stale
  const { reader } = stored
  const t = await getTranslations("documents")
  const header = shownHeader(form.header, kind.dates, reader, kind.numbers)
  const party = kind.party.field
  header[party] = await partyShown(actor, kind, header[party] ?? "")
  const change = (missed: MissedChange): ShownChange => {
    const [scope, , field] = missed.field.split(".")
    const value = (text: string | null) => {
      if (text === null) return null
      const isChoice = /\.(allowInvoiceDiscount|pricesIncludingVat)$/u.test(missed.field)
      return isChoice ? t(text === "yes" ? "yes" : "no") : shownChange(missed.field, text, kind, reader)
    }
    const { line, before, mine, theirs } = missed
    const label =
      scope === "header"
        ? t(`header.${kind.names?.[missed.field.slice(7)] ?? missed.field.slice(7)}`)
        : field
          ? t("stale.lineField", { field: t(`field.${field}`), line: line?.lineNo ?? 0, name: line?.description ?? "" })
          : t("stale.wholeLine", { line: line?.lineNo ?? 0, name: line?.description ?? "" })
    return { field: missed.field, label, before: value(before), mine: value(mine), theirs: value(theirs) }
  }
  return {
    version: stale.currentVersion,
    header,
    lines: form.lines.map(line => shownLine(line, reader)),
    loaded: form.loaded,
    deleted: form.deleted,
    newLine: { type: "item", text: "" },
    candidates: {},
    stale: {
      by: savedBy.by,
      at: savedBy.at ? formatClock(new Date(savedBy.at), stored.timeZone, reader.language) : "",
      conflicts: conflicts.map(change),
      taken: taken.map(change),
    },
    choices: {},
    focus: null,
    status: "changed",
  }
}

/** The party as its field shows it. */
async function partyShown(actor: Actor, kind: DocumentKind, no: string): Promise<string> {
  if (no === "") return ""
  const found = await findParties(actor, kind.party.kind, no)
  return found.find(each => each.value.startsWith(`${no} `))?.value ?? no
}

function shownChange(name: string, value: string, kind: DocumentKind, reader: Reader): string {
  const [scope, first = "", field] = name.split(".")
  if (scope === "header") {
    return shownHeader({ [first]: value }, kind.dates, reader, kind.numbers)[first] ?? value
  }
  const stored = lineFields.find(known => formField(known, reader.priceField) === field)
  return stored ? shownValue(stored satisfies LineField, value, reader) : value
}
