import "server-only"
import { getTranslations } from "next-intl/server"
import type { HeaderFieldSpec, ReadOnlyFieldSpec } from "@/components/document-form/view"
import { discountWords, type HeaderDefinition, type HeaderField } from "@/domain/documents/header-definition"
import { headerText, mayBeBlank } from "@/domain/documents/header-values"
import type { CodeChoice, CodeTable } from "@/domain/documents/setup-choices"

type Header = Readonly<Record<string, unknown>>

/** How a document's form shows its fields; one that is not named has a place all the same, in the order of the definition. */
export type HeaderLayout<Typed extends string> = {
  /** Fields that go by another name; default none. */
  names?: Readonly<Record<string, string>>
  more?: Partial<Record<Typed, Partial<HeaderFieldSpec>>>
}

/** What codes may be chosen from; a field of a table that is left out is not shown. */
export type CodeChoices = Partial<Record<CodeTable, readonly CodeChoice[]>>

/** The fields of a document's form, in the order of its definition. */
export async function fieldsOf<Typed extends string>(
  definition: HeaderDefinition<Typed>,
  header: Header,
  choices: CodeChoices,
  { names = {}, more = {} }: HeaderLayout<Typed>,
): Promise<HeaderFieldSpec[]> {
  const t = await getTranslations("documents")
  const codes = (name: Typed, of: CodeTable): Partial<HeaderFieldSpec> | null => {
    const rows = choices[of]
    if (!rows) return null
    const options = optionsOf(of, rows, String(header[name] ?? ""))
    return { kind: "select", options: mayBeBlank(definition, name) ? [{ value: "", label: "" }, ...options] : options }
  }
  const select = (words: readonly string[], label: (word: string) => string): Partial<HeaderFieldSpec> => ({
    kind: "select",
    options: words.map(value => ({ value, label: label(value) })),
  })
  const kindOf = (name: Typed, field: HeaderField): Partial<HeaderFieldSpec> | null => {
    switch (field.kind) {
      case "text":
        return { kind: "text" }
      case "date":
        return { kind: "date" }
      case "party":
        return { kind: "party", width: "wide" }
      case "amount":
      case "percent":
        return { kind: "number" }
      case "discount":
        return { kind: "number", activeWith: { field: field.by, values: discountWords } }
      case "boolean":
        return select(["no", "yes"], value => t(value === "yes" ? "yes" : "no"))
      case "choice":
        return select(field.words, value => t(`${field.texts}.${value}`))
      case "code":
        return codes(name, field.of)
    }
  }
  return definition.typed.flatMap(name => {
    const kind = kindOf(name, definition.fields[name]!)
    return kind ? { name, label: t(`header.${names[name] ?? name}`), kind: "text", ...kind, ...more[name] } : []
  })
}

/** The codes to choose from, and the one that is set even if it is no longer to be chosen. */
function optionsOf(of: CodeTable, codes: readonly CodeChoice[], now: string): { value: string; label: string }[] {
  const options = codes.map(({ code, description }) => ({
    value: code,
    label: of === "currencies" ? `${code} ${description}` : description || code,
  }))
  const isKnown = now === "" || codes.some(({ code }) => code === now)
  return isKnown ? options : [{ value: now, label: now }, ...options]
}

/** What the form shows of the header and nobody types. */
export async function readOnlyFieldsOf({ fields }: HeaderDefinition, header: Header): Promise<ReadOnlyFieldSpec[]> {
  const t = await getTranslations("documents")
  return Object.entries(fields).flatMap(([name, field]) => {
    if (!field.fixed) return []
    const text = headerText(field, header[name], header)
    const value = field.kind === "boolean" ? t(text === "yes" ? "yes" : "no") : text
    return [{ name, label: t(`header.${name}`), value }]
  })
}
