import { getLocale, getTranslations } from "next-intl/server"
import { CheckboxField } from "@/components/form/checkbox-field"
import { SelectField } from "@/components/form/select-field"
import { DateField, NumberField, TextField } from "@/components/form/text-field"
import { type SetupField, setupControl } from "@/domain/setup/definition"
import type { SetupChoice } from "@/domain/setup/references"
import { shownSetupValue } from "@/domain/setup/values"

type Props = { field: SetupField; value: string; choices?: readonly SetupChoice[] }

/** The control of one field of setup, by its kind. */
export async function SetupControl({ field, value, choices = [] }: Props) {
  const t = await getTranslations("setup")
  const language = await getLocale()
  const { name, kind, required } = field
  const hint = t.has(`hint.${name}`) ? t(`hint.${name}`) : undefined
  const shared = { name: setupControl(name), label: t(`field.${name}`), hint, required }
  if (kind === "boolean") return <CheckboxField {...shared} defaultChecked={value === "true"} />
  if (kind === "account" || kind === "reference" || kind === "user" || kind === "choice") {
    const words =
      kind === "choice" ? field.words.map(word => ({ value: word, label: t(`choice.${name}.${word}`) })) : choices
    return <SelectField {...shared} options={options(words, value, kind === "choice")} defaultValue={value} />
  }
  const text = { ...shared, defaultValue: shownSetupValue(field, value, language) }
  if (kind === "number" || kind === "integer") return <NumberField {...text} />
  return kind === "date" ? <DateField {...text} /> : <TextField {...text} autoComplete="off" />
}

/** The blank one, the known ones, and what is chosen now, though it may no longer be chosen anew. */
function options(known: readonly SetupChoice[], value: string, isChoice: boolean): SetupChoice[] {
  const lost = value !== "" && !known.some(choice => choice.value === value)
  const blank = isChoice && value !== "" ? [] : [{ value: "", label: "–" }]
  return [...blank, ...known, ...(lost ? [{ value, label: value }] : [])]
}
