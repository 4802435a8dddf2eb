import type { Issue } from "@/domain/errors"
import type { LineEdit, LineScope } from "@/domain/purchase-requests/sales-lines"
import { cutText } from "@/domain/text/cut-text"
import type { Language } from "@/language/language"
import { readEdits, type TypedLine } from "./line-edits"

export type { TypedLine } from "./line-edits"

/**
 * What the pressed button asks for: on the sales invoice another page of its lines, or all of them picked; the form as it opens, worked out anew, a vendor search, the fields of a new vendor
 * opened or closed, that vendor made or asked for, and OK.
 */
const intents = [
  "turn_page",
  "pick_all",
  "open",
  "update",
  "search",
  "open_new_vendor",
  "close_new_vendor",
  "make_vendor",
  "ask_vendor",
  "ok",
] as const

/** The form as it was sent, understood as far as it can be. */
export type CreatePurchaseInvoiceInput = {
  intent: (typeof intents)[number] | "page" | "use"
  /** Whether the fields of a new vendor are open. */
  newVendor: boolean
  formId: string | null
  /** The answer to the question whether to buy again what was bought before. */
  buyAgain: string | undefined
  salesInvoiceVersion: number
  scope: LineScope
  /** Kept while All Lines is chosen, so that going back to Selected Lines loses nothing. */
  selectedLineIds: number[]
  vendorNo: string | null
  vendorSearch: string
  page: number
  /** For which scope and vendor the lines and costs on the page were shown. */
  shownFor: { scope: string; vendorNo: string }
  typed: Map<number, TypedLine>
  edits: Map<number, LineEdit>
  /** Texts that are no numbers, beside their fields. */
  issues: Issue[]
}

/** Of PostgreSQL's integer: no line has a higher one, and asking for it would fail. */
const highestLineId = 2_147_483_647
const lineField = /^lines\.(\d{1,9})\.(quantity|cost|shown|per)$/

/** Reads the form in the reader's language. Never throws: what is wrong stands in `issues`. */
export function readCreatePurchaseInvoiceInput(form: FormData, language: Language): CreatePurchaseInvoiceInput {
  const typed = typedLines(form)
  const selectedLineIds = selectedLines(form)
  const { intent, page, uses } = readIntent(text(form, "intent"))
  const asksForSelected = text(form, "scope") === "selected_lines" || (intent === "open" && selectedLineIds.length > 0)
  return {
    intent,
    page: page ?? (Number(text(form, "page")) || 1),
    formId: text(form, "formId") || null,
    buyAgain: text(form, "buyAgain") || undefined,
    salesInvoiceVersion: Number(text(form, "salesInvoiceVersion")) || 0,
    scope: asksForSelected ? { kind: "selected_lines", lineIds: selectedLineIds } : { kind: "all_lines" },
    selectedLineIds,
    newVendor:
      intent === "open_new_vendor" ||
      (text(form, "newVendor") === "1" && !["close_new_vendor", "use"].includes(intent)),
    vendorNo: uses ?? (text(form, "vendorNo") || null),
    vendorSearch: cutText(text(form, "vendorSearch"), 100),
    shownFor: { scope: text(form, "shownScope"), vendorNo: text(form, "shownVendorNo") },
    typed,
    ...readEdits(typed, language),
  }
}

const text = (form: FormData, name: string) => {
  const value = form.get(name)
  return typeof value === "string" ? value : ""
}

function readIntent(sent: string): { intent: CreatePurchaseInvoiceInput["intent"]; page?: number; uses?: string } {
  // A vendor that turned out to be there, instead of the new one.
  const [, uses] = /^use-(.{1,20})$/u.exec(sent) ?? []
  if (uses) return { intent: "use", uses }
  const [, page] = /^page-(\d{1,5})$/.exec(sent) ?? []
  if (page) return { intent: "page", page: Number(page) }
  return { intent: intents.find(intent => intent === sent) ?? "open" }
}

/** Check boxes of the sales invoice (`line`), or the list the form carries on (`selection`). */
function selectedLines(form: FormData): number[] {
  const sent = [...form.getAll("line"), ...text(form, "selection").split(",")]
  const ids = sent.map(Number).filter(id => Number.isSafeInteger(id) && id > 0 && id <= highestLineId)
  return [...new Set(ids)].sort((a, b) => a - b)
}

/** What was typed on this page of the lines goes before what is carried. */
function typedLines(form: FormData): Map<number, TypedLine> {
  const typed = carriedLines(form)
  for (const [name, value] of form) {
    const [, lineId, control] = lineField.exec(name) ?? []
    if (lineId && control && typeof value === "string") {
      typed.set(Number(lineId), { ...typed.get(Number(lineId)), [control]: cutText(value, 40) })
    }
  }
  return typed
}

/** What was typed on other pages of the lines travels in one field. */
function carriedLines(form: FormData): Map<number, TypedLine> {
  try {
    const carried: unknown = JSON.parse(text(form, "carried") || "{}")
    if (typeof carried !== "object" || carried === null) return new Map()
    return new Map(
      Object.entries(carried).flatMap(([lineId, line]) =>
        /^\d{1,9}$/.test(lineId) && typeof line === "object" && line !== null
          ? [[Number(lineId), onlyTexts(line)]]
          : [],
      ),
    )
  } catch {
    return new Map()
  }
}

function onlyTexts(line: object): TypedLine {
  const { quantity, cost, shown, per }: { [Text in keyof TypedLine]?: unknown } = line
  return {
    ...(typeof quantity === "string" && { quantity }),
    ...(typeof cost === "string" && { cost }),
    ...(typeof shown === "string" && { shown }),
    ...(typeof per === "string" && { per }),
  }
}
