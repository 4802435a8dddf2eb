import { useLocale, useTranslations } from "next-intl"
import type { ReactNode } from "react"
import type { FieldNames } from "@/app/field-label"
import { Log, type LogEntry, newestFirst } from "@/components/log"
import type { DocumentDefinition } from "@/domain/documents/document-definition"
import { fieldOfControl } from "@/domain/documents/field-of-control"
import type { HistoryEntry } from "@/domain/documents/read-history"
import { formatDate } from "@/language/date-format"
import { formatNumber } from "@/language/number-format"

type Change = {
  field: string
  line?: { lineNo: number; description: string }
  vatIdentifier?: string
  before: string
  after: string
}
type Line = { lineNo: number; no: string | null; description: string }

type Props = {
  no: string
  entries: readonly HistoryEntry[]
  definition: DocumentDefinition
  /** Fields of the header that go by another name; default none. */
  names?: FieldNames
  timeZone: string
  /** What colleagues wrote on it, to stand among what happened, and the form that writes. */
  comments?: { entries: readonly LogEntry[]; form: ReactNode }
}

/** Who did what when to a document, with the first few of the things that were changed. */
export function DocumentHistory({ no, entries, definition, names = {}, timeZone, comments }: Props) {
  const t = useTranslations("documents")
  const events = useTranslations("documents.did")
  const changes = useChanges(definition, names)
  if (entries.length === 0 && !comments) return null
  const hint = (verb: string, data: HistoryEntry["data"]) => {
    if (verb === "sent_back" || verb === "duplicate_allowed") return String(data.reason ?? "")
    if (verb === "created" && typeof data.creditsNo === "string") return t("creditsInvoice", { no: data.creditsNo })
    return verb === "saved" ? changes(data) : undefined
  }
  return (
    <section aria-labelledby="history">
      <div className="section">
        <h2 id="history">{t("history")}</h2>
      </div>
      {comments?.form}
      <Log
        timeZone={timeZone}
        entries={newestFirst(
          entries.map(({ id, at, by, kind, data }) => {
            const verb = verbOf(kind)
            return { id, at, what: events(verb, { ...texts(data), actor: by, no }), hint: hint(verb, data) }
          }),
          comments?.entries,
        )}
      />
    </section>
  )
}

/** Its approval is told of beside the document's own: both are cancelled in their own ways. */
function verbOf(kind: string): string {
  const [noun, verb = ""] = kind.split(".")
  return noun === "approval" ? `approval_${verb}` : verb
}

/** What a sentence can take in. */
function texts(data: Record<string, unknown>): Record<string, string | number> {
  const simple = Object.entries(data).filter(([, value]) => typeof value === "string" || typeof value === "number")
  return Object.fromEntries(simple) as Record<string, string | number>
}

/** Says what a save changed. */
function useChanges(definition: DocumentDefinition, names: FieldNames) {
  const t = useTranslations("documents")
  const value = useShownValue(definition)
  const changed = ({ field, line, vatIdentifier, before, after }: Change) => {
    const [scope, first = "", last] = field.split(".")
    const name = scope === "header" ? t(`header.${names[first] ?? first}`) : t(`field.${last}`)
    const change = { field: name, before: value(field, before), after: value(field, after) }
    if (vatIdentifier) return t("changedVatGroup", { ...change, group: vatIdentifier })
    return line ? t("changedLine", { ...change, line: line.lineNo }) : t("changedField", change)
  }
  return (data: Record<string, unknown>): string => {
    const list = <T,>(name: string) => (Array.isArray(data[name]) ? (data[name] as T[]) : [])
    const count = (name: string) => Number(data[`${name}Count`] ?? list(name).length)
    const lines = (["added", "removed", "moved"] as const).flatMap(what => {
      const [first] = list<Line>(what)
      if (!first) return []
      const name = [first.no, first.description].filter(Boolean).join(" ")
      return t(`lines_${what}`, { count: count(what), name })
    })
    const hidden = count("changes") - list("changes").length
    const more = hidden > 0 ? [t("moreChanges", { count: hidden })] : []
    return [...list<Change>("changes").map(changed), ...lines, ...more].join("; ")
  }
}

/** A stored value as the reader writes it; nothing is "blank". */
function useShownValue(definition: DocumentDefinition) {
  const t = useTranslations("documents")
  const language = useLocale()
  const number = (value: string) => formatNumber(value, language, { min: 0, max: 10 })
  return (control: string, value: string) => {
    if (value === "") return t("blank")
    const field = fieldOfControl(definition, control)
    switch (field?.kind) {
      case "date":
        return formatDate(value, language)
      case "boolean":
        return t(value === "yes" ? "yes" : "no")
      case "choice":
        return t(`${field.texts}.${value}`)
      case "amount":
      case "discount":
      case "quantity":
      case "percent":
      case "price":
        return number(value)
      case "vat":
        return value === "reverse_charge" || value === "exempt" ? t(`vat.${value}`) : number(value)
      default:
        return value
    }
  }
}
