import { sentLinesField } from "@/components/document-form/sent-lines"
import type { DocumentView, FormLine, ShownLineType, StaleView } from "@/components/document-form/view"
import { MAX_LINES } from "@/domain/documents/check-lines"
import { lineTypes } from "@/domain/documents/line-fields"
import { cutText } from "@/domain/text/cut-text"
import { receivedLine } from "@/domain/text/received-text"

/** What a button of the form asks for. */
export type Intent =
  | { kind: "add" | "enter" }
  | { kind: "save"; renewVat: boolean }
  | { kind: "up" | "down" | "delete"; lineId: string }

/** A form of a document as it was sent, to the letter. */
export type TypedForm = { intent: Intent; view: DocumentView }

const longest = 1_000
const longestStale = 200_000
const lineToken = /^([a-z0-9]{1,12}):([a-z_]+)$/u

/**
 * Reads a form of a document. Never throws: what does not belong there is passed over. A choice among candidates
 * (`pick.<control>`) replaces the text of its control.
 */
export function readTypedForm(form: FormData): TypedForm {
  const text = (name: string, most = longest) => {
    const value = form.get(name)
    return typeof value === "string" ? cutText(value, most) : ""
  }
  const { header, lineValues } = splitControls(readControls(form))
  const sent = form.get(sentLinesField)
  const isPartial = typeof sent === "string"
  return {
    intent: readIntent(text("intent")),
    view: {
      version: Number(text("version")) || 0,
      header,
      lines: isPartial ? readSentLines(sent, lineValues) : readLines(form, lineValues),
      isPartial,
      loaded: numbers(text("loaded", 10_000).split(",").filter(Boolean)),
      deleted: numbers(form.getAll("deleted")),
      newLine: {
        type: newLineTypes.find(type => type === text("newLine.type")) ?? "item",
        text: text("pick.newLine.text") || text("newLine.text"),
      },
      candidates: {},
      stale: readStale(text("stale", longestStale)),
      choices: readChoices(form),
      typedCosts: typedCosts.find(choice => choice === text("typedCosts")),
      focus: null,
      status: "changed",
    },
  }
}

const newLineTypes = ["item", "gl_account", "charge", "comment"] as const

const typedCosts = ["figure", "value"] as const

const isLineType = (type: string): type is ShownLineType => lineTypes.some(known => known === type)

/** The controls of header and lines by name, each with what was picked for it or else typed in it. */
function readControls(form: FormData): Map<string, string> {
  const texts = [...form].filter((entry): entry is [string, string] => typeof entry[1] === "string")
  const typed = texts.filter(([name]) => name.startsWith("header.") || name.startsWith("lines."))
  const picked = texts.filter(([name]) => name.startsWith("pick."))
  return new Map([
    ...typed.map(([name, value]) => [name, cutText(value, longest)] as const),
    ...picked.map(([name, value]) => [name.slice(5), cutText(value, longest)] as const),
  ])
}

/** The texts of the header by field, and those of each line by its id. */
function splitControls(controls: ReadonlyMap<string, string>) {
  const header: Record<string, string> = {}
  const lineValues = new Map<string, Record<string, string>>()
  for (const [name, value] of controls) {
    const [scope, id = "", field = ""] = name.split(".")
    if (scope === "header") header[id] = value
    else lineValues.set(id, { ...lineValues.get(id), [field]: value })
  }
  return { header, lineValues }
}

function readLines(form: FormData, lineValues: ReadonlyMap<string, Record<string, string>>): FormLine[] {
  return form.getAll("line").flatMap((token): FormLine[] => {
    const [, id, type] = lineToken.exec(String(token)) ?? []
    if (!id || !type || !isLineType(type)) return []
    return [{ id, type, values: lineValues.get(id) ?? {} }]
  })
}

/**
 * The lines where a script sent them, in one control: all of them in their order, with the texts of those that were changed.
 *
 * @param picked what was chosen for their controls
 */
function readSentLines(text: string, picked: ReadonlyMap<string, Record<string, string>>): FormLine[] {
  return listIn(text)
    .slice(0, MAX_LINES + 1)
    .flatMap((sent): FormLine[] => {
      const { id, type, values } = Object(sent) as Partial<Record<string, unknown>>
      const token = `${id}:${type}`
      if (typeof id !== "string" || !lineToken.test(token) || !isLineType(String(type))) return []
      const line = { id, type: String(type) as ShownLineType }
      return [{ ...line, values: { ...textsIn(values), ...picked.get(line.id) } }]
    })
}

function listIn(text: string): unknown[] {
  try {
    const list: unknown = JSON.parse(text)
    return Array.isArray(list) ? list : []
  } catch {
    return []
  }
}

/** More fields than a line has. */
const mostFields = 50

function textsIn(values: unknown): Record<string, string> {
  const texts = Object.entries(Object(values) as Record<string, unknown>).filter(
    (entry): entry is [string, string] => /^[A-Za-z]{1,40}$/u.test(entry[0]) && typeof entry[1] === "string",
  )
  return Object.fromEntries(
    texts.slice(0, mostFields).map(([field, value]) => [field, receivedLine(cutText(value, longest))]),
  )
}

function readChoices(form: FormData): DocumentView["choices"] {
  const choices: DocumentView["choices"] = {}
  for (const [name, value] of form) {
    if (name.startsWith("choice.") && (value === "mine" || value === "theirs")) choices[name.slice(7)] = value
  }
  return choices
}

const numbers = (values: readonly FormDataEntryValue[]) =>
  values.map(Number).filter(value => Number.isSafeInteger(value) && value > 0)

function readIntent(sent: string): Intent {
  const [, kind, lineId] = /^(up|down|delete)\.([a-z0-9]{1,12})$/u.exec(sent) ?? []
  if (lineId) return { kind: kind as "up", lineId }
  if (sent === "save" || sent === "renew_vat") return { kind: "save", renewVat: sent === "renew_vat" }
  return { kind: sent === "add" ? sent : "enter" }
}

/** What a stale save was told travels with the form, to be shown again while other things are corrected. */
function readStale(text: string): StaleView | null {
  if (text === "") return null
  try {
    const stale: unknown = JSON.parse(text)
    return isStaleView(stale) ? stale : null
  } catch {
    return null
  }
}

function isStaleView(value: unknown): value is StaleView {
  if (typeof value !== "object" || value === null) return false
  const { by, at, conflicts, taken }: Partial<Record<keyof StaleView, unknown>> = value
  return typeof by === "string" && typeof at === "string" && areChanges(conflicts) && areChanges(taken)
}

function areChanges(value: unknown): boolean {
  const isText = (part: unknown) => part === null || typeof part === "string"
  return (
    Array.isArray(value) &&
    value.every(
      (change: Record<string, unknown> | null) =>
        change !== null &&
        typeof change === "object" &&
        typeof change.field === "string" &&
        typeof change.label === "string" &&
        isText(change.before) &&
        isText(change.mine) &&
        isText(change.theirs),
    )
  )
}
