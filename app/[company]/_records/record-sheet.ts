import "server-only"
import { getTranslations } from "next-intl/server"
import { amountCell, type Sheet, type SheetCell, textCell } from "@/app/_spreadsheet/sheet"
import { listSheet } from "@/app/[company]/_exports/list-sheet"
import { type RecordChoices, recordText } from "@/app/[company]/_records/record-text"
import type { Actor } from "@/domain/access/actor"
import { type RecordDefinition, type RecordField, type RecordValues, scopeOf } from "@/domain/records/definition"
import type { CompanyInfo } from "@/domain/users/memberships"

type Recorded = {
  title: string
  actor: Actor
  company: CompanyInfo
  definition: RecordDefinition
  choices?: RecordChoices
  pieces: AsyncGenerator<readonly RecordValues[], undefined>
  /** What was searched for. */
  search?: string
}

/** Rows that people keep by hand as a file, with every field that their form has: figures as figures, words as the list says them. */
export async function recordSheet({ definition, choices, search, ...listed }: Recorded): Promise<Sheet> {
  const [t, exports, text] = [
    await getTranslations(scopeOf(definition) as "setup"),
    await getTranslations("exports"),
    await recordText(definition, choices),
  ]
  return listSheet<RecordValues>({
    ...listed,
    columns: definition.fields.map(field => ({
      head: t(`field.${field.name}` as "field.code"),
      width: 20,
      cell: values => cellOf(field, values[field.name] ?? "", text),
    })),
    filter: [[exports("search"), search]],
  })
}

function cellOf(field: RecordField, value: string, text: (field: RecordField, value: string) => string): SheetCell {
  if (value === "") return textCell("")
  if (field.kind === "number" || field.kind === "integer") return amountCell(value, value.split(".")[1]?.length ?? 0)
  if (field.kind === "date" && value !== field.blank) return { kind: "date", value }
  return textCell(text(field, value))
}
