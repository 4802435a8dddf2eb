import type { DraftEdit, EditedLine } from "@/domain/documents/draft"
import type { DraftLine, LineValues } from "@/domain/documents/line-fields"
import { lineTexts } from "@/domain/documents/line-fields"

/**
 * What a form would send that was made from this page of a document and changed in these places.
 *
 * @param page as an operation read it
 * @param changes.lines by line id; null deletes the line
 * @param changes.added lines at the end
 * @param changes.order ids in their new order, where it was changed
 */
export function editOf(
  page: { header: { version: number }; lines: readonly DraftLine[] },
  changes: {
    header?: Record<string, string>
    lines?: Record<number, LineValues | null>
    added?: EditedLine[]
    order?: number[]
    choices?: DraftEdit["choices"]
  } = {},
): DraftEdit {
  const loaded = page.lines.map(line => line.lineId)
  const deleted = loaded.filter(id => changes.lines?.[id] === null)
  const order = changes.order ?? loaded
  const byId = new Map(page.lines.map(line => [line.lineId, line]))
  const kept = order.filter(id => !deleted.includes(id))
  return {
    version: page.header.version,
    header: changes.header ?? {},
    lines: [
      ...kept.map(id => {
        const line = byId.get(id)!
        return { id: String(id), type: line.type, values: { ...lineTexts(line), ...changes.lines?.[id] } }
      }),
      ...(changes.added ?? []),
    ],
    loaded,
    deleted,
    choices: changes.choices ?? {},
  }
}
