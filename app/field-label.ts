import "server-only"
import { getTranslations } from "next-intl/server"
import { type FieldNames, labelKey } from "./label-key"

export type { FieldNames } from "./label-key"

/**
 * What the reader knows a control by, for a message that stands apart from it.
 *
 * @param field name of the control
 * @param names of fields of a document's header that go by another name there
 * @returns undefined for one whose messages name what they are about
 */
export async function fieldLabel(field: string | undefined, names: FieldNames = {}): Promise<string | undefined> {
  if (field === undefined) return undefined
  const t = await getTranslations()
  const key = labelKey(field, names) as Parameters<typeof t>[0] | undefined
  return key && t.has(key) ? t(key) : undefined
}
