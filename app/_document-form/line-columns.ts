import { fieldsOfMore } from "@/components/document-form/line-controls"
import type { LineColumn, ShownLineType } from "@/components/document-form/view"
import type { DocumentDefinition } from "@/domain/documents/document-definition"
import { INTEGER_DIGITS, type LineField, lineField, lineFields } from "@/domain/documents/line-fields"
import { messages } from "@/messages"

/** Types of lines that have more than a description. */
const figured: ShownLineType[] = ["item", "gl_account", "resource", "charge_item", "fixed_asset", "charge"]

/** Fields of other lines than those of the rule: of their kind, or of every line that has figures. */
const typesOf: Partial<Record<LineField, ShownLineType[]>> = {
  description: ["comment", ...figured],
  unitOfMeasureCode: ["item"],
}

/**
 * The columns of a document's lines in the order in which they are seen, by the definition of a line: first what says which
 * line it is, then what people type, then what follows from it.
 *
 * @param more.accounts G/L account lines can be changed
 * @param more.hasInvoiceDiscount each line says whether it allows one
 */
export function lineColumns(
  { priceField }: DocumentDefinition,
  { accounts = false, hasInvoiceDiscount = false }: { accounts?: boolean; hasInvoiceDiscount?: boolean },
): LineColumn[] {
  const numbered: ShownLineType[] = accounts ? ["item", "gl_account", "charge"] : ["item"]
  const typed = lineFields
    .filter(field => !fieldsOfMore.some(more => more === field))
    .filter(field => field !== "allowInvoiceDiscount" || hasInvoiceDiscount)
    .map((field): LineColumn => {
      const name = field === "price" ? priceField : field
      return {
        name,
        names: namesOf(name),
        on: field === "no" ? numbered : (typesOf[field] ?? figured),
        ...kindOf(field),
      }
    })
  return [fixed("line"), typeColumn(), ...typed, fixed("vatPercent"), fixed("lineAmount")]
}

function kindOf(field: LineField): Pick<LineColumn, "kind" | "decimals" | "integerDigits" | "options"> {
  const said = lineField[field]
  if ("decimals" in said) return { kind: "number", decimals: said.decimals, integerDigits: INTEGER_DIGITS }
  if (said.kind === "boolean") return { kind: "check", options: ["yes", "no"].map(word => optionOf(word, word)) }
  return { kind: said.kind === "code" ? "code" : said.kind === "no" ? "no" : "text" }
}

const fixed = (name: string): LineColumn => ({ name, kind: "fixed", names: namesOf(name), on: [] })

/** Shown, and by its words what kind of line a pasted row makes. */
function typeColumn(): LineColumn {
  const options = (["item", "gl_account", "comment"] as const).map(type => optionOf(type, `type.${type}`))
  return { ...fixed("type"), options }
}

const optionOf = (value: string, key: string) => ({ value, names: inAllLanguages(key) })

/** What the column is headed in every language, with prices either way. */
const namesOf = (name: string) => [
  ...inAllLanguages(`field.${name}`),
  ...inAllLanguages(`head.${name}`).flatMap(head =>
    ["incl", "other"].map(way =>
      head.replace(/\{prices, select, incl \{([^{}]*)\} other \{([^{}]*)\}\}/u, way === "incl" ? "$1" : "$2"),
    ),
  ),
]

function inAllLanguages(key: string): string[] {
  return Object.values(messages).flatMap(({ documents }) => {
    const found = key.split(".").reduce<unknown>((at, part) => Object(at)[part], documents)
    return typeof found === "string" ? [found] : []
  })
}
