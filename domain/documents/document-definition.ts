import type { SubjectType } from "@/domain/history/record-event"
import type { DraftNames } from "./draft"
import type { HeaderDefinition } from "./header-definition"
import type { LineStore } from "./store-lines"

/** What the two kinds of document differ in, for everything that treats them alike. */
export type DocumentDefinition<Typed extends string = string> = DraftNames & {
  store: LineStore
  /** Whose history it has. */
  subjectType: SubjectType
  header: HeaderDefinition<Typed>
}
