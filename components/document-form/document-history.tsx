import { useLocale, useTranslations } from "next-intl"
import { Log } from "@/components/log"
import { formatDate } from "@/language/date-format"
import { formatNumber } from "@/language/number-format"

export type HistoryLine = { id: number; at: Date; by: string; kind: string; data: Record<string, unknown> }

type Change = { field: string; line?: { lineNo: number; description: string }; before: string; after: string }
type Line = { lineNo: number; no: string | null; description: string }

/** Who did what when to a document, with the first few of the things that were changed. */
export function DocumentHistory({ no, entries, timeZone }: { no: string; entries: HistoryLine[]; timeZone: string }) {
  const t = useTranslations("documents")
  const events = useTranslations("documents.did")
  const hints = useHints()
  if (entries.length === 0) return null
  return (
    <section aria-labelledby="history">
      <div className="section">
        <h2 id="history">{t("history")}</h2>
      </div>
      <Log
        timeZone={timeZone}
        entries={entries.map(({ id, at, by, kind, data }) => {
          const verb = kind.split(".")[1] ?? ""
          return { id, at, what: events(verb, { ...texts(data), actor: by, no }), hint: hints(kind, data) }
        })}
      />
    </section>
  )
}

/** What a sentence can take in. */
function texts(data: Record<string, unknown>): Record<string, string | number> {
  const simple = Object.entries(data).filter(([, value]) => typeof value === "string" || typeof value === "number")
  return Object.fromEntries(simple) as Record<string, string | number>
}

function useHints() {
  const t = useTranslations("documents")
  const value = useShownValue()
  return (kind: string, data: Record<string, unknown>): string | undefined => {
    const [noun, verb] = kind.split(".")
    if (verb === "sent_back" || verb === "duplicate_allowed") return String(data.reason ?? "")
    if (verb !== "saved") return undefined
    const list = <T,>(name: string) => (Array.isArray(data[name]) ? (data[name] as T[]) : [])
    const count = (name: string) => Number(data[`${name}Count`] ?? list(name).length)
    const parts = [
      ...list<Change>("changes").map(({ field, line, before, after }) => {
        const [scope, first = "", last] = field.split(".")
        const isCrMemoNo = noun === "purchase_credit_memo" && first === "vendorInvoiceNo"
        const name = scope === "header" ? t(`header.${isCrMemoNo ? "vendorCrMemoNo" : first}`) : t(`field.${last}`)
        const change = { field: name, before: value(field, before), after: value(field, after) }
        return line ? t("changedLine", { ...change, line: line.lineNo }) : t("changedField", change)
      }),
      ...(["added", "removed", "moved"] as const).flatMap(what => {
        const [first] = list<Line>(what)
        if (!first) return []
        const name = [first.no, first.description].filter(Boolean).join(" ")
        return t(`lines_${what}`, { count: count(what), name })
      }),
    ]
    const hidden = count("changes") - list("changes").length
    return [...parts, ...(hidden > 0 ? [t("moreChanges", { count: hidden })] : [])].join("; ")
  }
}

/** A stored value as the reader writes it; nothing is "blank". */
function useShownValue() {
  const t = useTranslations("documents")
  const language = useLocale()
  return (field: string, value: string) => {
    if (value === "") return t("blank")
    if (/^\d{4}-\d{2}-\d{2}$/u.test(value)) return formatDate(value, language)
    if (/\.(allowInvoiceDiscount|pricesIncludingVat)$/u.test(field)) return t(value === "yes" ? "yes" : "no")
    if (field === "header.invoiceDiscountCalculation") return t(`invoiceDiscount.${value}`)
    if (value === "reverse_charge" || value === "exempt") return t(`vat.${value}`)
    const isNumber =
      /\.(quantity|directUnitCost|unitPrice|lineDiscountPercent|invoiceDiscount(Value|Amount)|vatPercent|control\w+)$/u.test(
        field,
      )
    return isNumber ? formatNumber(value, language, { min: 0, max: 6 }) : value
  }
}
