import type { Understanding } from "@/domain/file-reading/understanding"
import { languages } from "@/language/language"
import { messages } from "@/messages"

/** What the column is called that we add to a file as its last one, in each language. */
export const remarkNames: readonly string[] = languages.map(language => messages[language].imports.remark)

/** What a remark of ours begins with, in each language. */
const beginnings = languages.flatMap(language => {
  const { outcome, written } = messages[language].imports
  return [...Object.values(outcome), written]
})

const isRemark = (cell: string) => beginnings.some(word => cell === word || cell.startsWith(`${word}. `))

/**
 * Where a file has the remarks that we wrote into it before: its last column, under our name for it, with cells as we write them.
 * Somebody's own remarks are none of ours. @returns null: nowhere
 */
export function ownRemarksAt({ header, preview }: Pick<Understanding, "header" | "preview">): number | null {
  const at = header.length - 1
  if (!remarkNames.includes(header[at] ?? "")) return null
  const cells = preview.map(({ fields }) => fields[at]?.trim() ?? "").filter(cell => cell !== "")
  return cells.length > 0 && cells.every(isRemark) ? at : null
}
