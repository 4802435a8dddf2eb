import "server-only"
import { getTranslations } from "next-intl/server"
import { parameter } from "@/app/_lists/list-address"
import { amountCell, type Sheet, type SheetCell, textCell } from "@/app/_spreadsheet/sheet"
import { answerReport } from "@/app/[company]/_exports/answer-report"
import { formulaText } from "@/app/formula-text"
import type { Actor } from "@/domain/access/actor"
import { labelOf } from "@/domain/import-kinds/column-names"
import { exportRows } from "@/domain/master-import/export-rows"
import { type AnyMaster, type MasterField, type MasterValues, ownFields } from "@/domain/master-import/master"
import { EVER } from "@/domain/price-lists/price-list-cards"
import type { Language } from "@/language/language"
import { messages } from "@/messages"

/** A route handler that answers with a list as filtered, as a file that imports again. */
export function answerMaster(master: AnyMaster) {
  return answerReport(async ({ actor, search }) => {
    const t = await getTranslations(`master_import.${master.words}`)
    // The first piece is read before anything is answered: who may not is told so.
    const rows = exportRows(actor, master, name => parameter(search, name))
    const first = await rows.next()
    return {
      name: t("fileName"),
      columns: ownFields(master).map(({ name }) => ({
        head: labelOf(master.section, name, actor.language),
        width: 20,
      })),
      rows: cellsOf(master, first.done ? [] : first.value, rows, actor),
    } satisfies Sheet
  })
}

async function* cellsOf(
  master: AnyMaster,
  first: readonly MasterValues[],
  rest: AsyncIterable<MasterValues[]>,
  { language }: Actor,
): AsyncGenerator<readonly (readonly SheetCell[])[], undefined> {
  const fields = ownFields(master)
  const written = (rows: readonly MasterValues[]) =>
    rows.map(row => fields.map(field => cellOf(field, row[field.name] ?? "", language)))
  yield written(first)
  for await (const rows of rest) yield written(rows)
}

function cellOf({ name, kind }: MasterField, value: string, language: Language): SheetCell {
  const words: Record<string, Record<string, string>> = messages[language].files.choices
  switch (kind) {
    case "number":
      return amountCell(value === "" ? null : value, value.split(".")[1]?.length ?? 0)
    case "date":
      return value === "" || value === EVER ? textCell("") : { kind: "date", value }
    case "boolean":
      return textCell(messages[language].setup[value === "true" ? "yes" : "no"])
    case "choice":
      return textCell(words[name]?.[value || "none"] ?? value)
    case "formula":
      return textCell(formulaText(value, language))
    default:
      return textCell(value)
  }
}
