import "server-only"
import { refresh } from "next/cache"
import { getLocale } from "next-intl/server"
import type { Done } from "@/app/form-action"
import { shown } from "@/app/form-action"
import { formLanguage, inLanguageOfNow } from "@/app/form-language"
import { readHeader } from "@/components/document-form/header-texts"
import { inCurrency, readLine } from "@/components/document-form/reader"
import type { DocumentView, FormLine } from "@/components/document-form/view"
import type { Actor } from "@/domain/access/actor"
import type { DraftEdit } from "@/domain/documents/draft"
import { partyOf } from "@/domain/documents/header-definition"
import { StaleDraft } from "@/domain/documents/stale-draft"
import { type Issue, Refusal } from "@/domain/errors"
import { partyText, resolveParty } from "./find-party"
import type { FormKind, StoredDocument } from "./form-kind"
import { isNumbered, resolveNumbers, unnamed } from "./resolve-numbers"
import { staleView } from "./stale-view"
import { type Intent, readTypedForm } from "./typed-form"

/**
 * Does what a button of a document's form asks for and answers the form anew, with everything that was typed.
 *
 * @param save writes the edit and answers the form as it is stored then, in the reader's way of now
 */
export async function answerDocumentForm(
  actor: Actor,
  kind: FormKind,
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
async function redrawn({ names }: FormKind, view: DocumentView, issues: readonly Issue[] = []): Promise<Done> {
  const drawnIn = formLanguage()
  if (issues.length === 0) return { data: view, drawnIn }
  const asksTypedCosts = view.typedCosts !== undefined || issues.some(({ code }) => code === "typed_costs_ask")
  return { data: { ...view, asksTypedCosts }, drawnIn, status: "refused", issues: await shown(issues, names) }
}

/** Puts what stands in the last row among the lines. @returns why not */
async function addLine(actor: Actor, kind: FormKind, view: DocumentView): Promise<Issue[]> {
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
  // What a charge is called is the document's language's to say, and it allows no invoice discount.
  const given: Record<string, string> = type === "charge" ? { allowInvoiceDiscount: "no" } : { description }
  push({ id, type, values: { no, ...given, quantity: "1" } }, "quantity")
  return []
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
export async function understood(
  actor: Actor,
  kind: FormKind,
  stored: StoredDocument,
  view: DocumentView,
): Promise<{ edit: DraftEdit; issues: Issue[] }> {
  const reader = inCurrency(stored.reader, view.header.currencyCode)
  const { header, issues } = readHeader(kind.definition.header, view.header, reader)
  const { name: party, of } = partyOf(kind.definition.header)
  const typedParty = header[party]
  if (typedParty !== undefined) {
    if (typedParty === partyText(stored.partyNo, stored.partyName)) header[party] = stored.partyNo
    else {
      const found = await resolveParty(actor, of, typedParty)
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
