import { getLocale, getTranslations } from "next-intl/server"
import { UnknownVendor } from "@/app/[company]/_vendors/unknown-vendor"
import { ClientMessages } from "@/app/client-messages"
import { CardField } from "@/components/document-form/card-field"
import { CheckboxField } from "@/components/form/checkbox-field"
import { SelectField } from "@/components/form/select-field"
import { DateField, NumberField, TextField } from "@/components/form/text-field"
import type { Option } from "@/components/plain-select-field"
import { listCountries } from "@/domain/countries/countries"
import {
  controlOf,
  type Inherited,
  type RecordDefinition,
  type RecordField,
  scopeOf,
} from "@/domain/records/definition"
import type { RecordChoice } from "@/domain/records/references"
import { shownRecordValue } from "@/domain/records/values"
import { languages, ownName } from "@/language/language"
import { vendorControlOf } from "./meant-cards"
import { recordText } from "./record-text"

type Props = {
  definition: RecordDefinition
  field: RecordField
  value: string
  choices?: readonly RecordChoice[]
  /** What counts while it is blank. */
  inherited?: Inherited
}

/** The control of one field of a row, by its kind. */
export async function RecordControl({ definition, field, value, choices = [], inherited }: Props) {
  const t = await getTranslations(scopeOf(definition) as "setup")
  const language = await getLocale()
  const { name, kind, required } = field
  const fallback = inherited && (await inheritedText(definition, field, inherited))
  const label = choices.find(choice => choice.value === value)?.label
  // Tables share the names of their columns, and some mean something of their own by one.
  const said = [`table.${definition.slug}.hint.${name}` as "hint.totaling", `hint.${name}` as const].find(key =>
    t.has(key),
  )
  const words = wordsOf(field, choices, word => t(`choice.${name}.${word}`), language)
  // A select says what is inherited as its blank choice.
  const hint = [value === "" && !words && fallback, said && t(said)].filter(Boolean)
  const shared = {
    name: controlOf(definition, name),
    label: t(`field.${name}`),
    hint: hint.length > 0 ? hint.join(" ") : undefined,
    required,
  }
  if (kind === "boolean") return <CheckboxField {...shared} defaultChecked={value === "true"} />
  if (words) {
    return <SelectField {...shared} options={options(words, value, field, fallback)} defaultValue={value} />
  }
  const text = { ...shared, defaultValue: shownRecordValue(field, value, language) }
  if (kind === "number" || kind === "integer") return <NumberField {...text} />
  if (kind === "date") return <DateField {...text} />
  if (kind === "card") {
    const isVendors = vendorControlOf(definition) === shared.name
    return (
      <CardField {...text} to={field.to} named={label} registers={isVendors}>
        {isVendors && (
          <ClientMessages namespaces={["documents", "vendors", "vendor_registrations"]}>
            <UnknownVendor />
          </ClientMessages>
        )}
      </CardField>
    )
  }
  return <TextField {...text} type={kind === "text" ? field.input : undefined} autoComplete="off" />
}

/** What a field is chosen from; undefined for one that is typed. */
function wordsOf(
  field: RecordField,
  choices: readonly RecordChoice[],
  say: (word: string) => string,
  language: Awaited<ReturnType<typeof getLocale>>,
): readonly RecordChoice[] | undefined {
  const { kind } = field
  if (kind === "choice") return field.words.map(word => ({ value: word, label: say(word) }))
  if (kind === "country") return listCountries(language).map(({ code, name }) => ({ value: code, label: name }))
  if (kind === "language") return languages.map(each => ({ value: each, label: ownName(each) }))
  return kind === "account" || kind === "reference" || kind === "user" ? choices : undefined
}

/** The blank one, the known ones, and what is chosen now, though it may no longer be chosen anew. */
function options(known: readonly RecordChoice[], value: string, field: RecordField, fallback?: string): Option[] {
  const lost = value !== "" && !known.some(choice => choice.value === value)
  const blank =
    field.kind === "choice" && value !== "" && !field.mayBeBlank ? [] : [{ value: "", label: fallback ?? "–" }]
  return [...blank, ...known, ...(lost ? [{ value, label: value }] : [])]
}

async function inheritedText(
  definition: RecordDefinition,
  field: RecordField,
  { value, source }: Inherited,
): Promise<string> {
  const t = await getTranslations(scopeOf(definition) as "setup")
  const text = await recordText(definition)
  const cards = await getTranslations("cards")
  return cards("inherited", { value: text(field, value), source: t(`source.${source}`) })
}
