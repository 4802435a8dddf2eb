/**
 * What a table of setup holds, said once: the form, the list, the checks and the references to it are all made from its
 * definition.
 */
import type { Issue } from "@/domain/errors"
import type { RecordChange, RecordDefinition, RecordValues } from "@/domain/records/definition"

export type SetupDefinition = RecordDefinition & {
  card?: undefined
  /** Fields that the list shows; the key's lead. */
  listed: readonly string[]
  /** The list begins with the highest key, such as the latest date. */
  latestFirst?: true
  /** Why a row may not be deleted, beyond its being used elsewhere. */
  checkDelete?: (row: RecordValues) => Issue[]
  /** Fields that a change gives another meaning, which what uses the row rests on: they stay while anything does. */
  fixedWhileUsed?: (change: RecordChange) => { field: string; code: string }[]
}
