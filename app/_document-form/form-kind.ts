import type { FieldNames } from "@/app/field-label"
import type { Reader } from "@/components/document-form/reader"
import type { DocumentDefinition } from "@/domain/documents/document-definition"

/** What the forms of documents differ in. */
export type FormKind = {
  definition: DocumentDefinition
  /** G/L account lines can be added and changed. */
  accounts?: boolean
  /** Fields of the header that go by another name; default none. */
  names?: FieldNames
}

/** The document as it is stored, in the fields of the form. */
export type StoredDocument = {
  reader: Reader
  timeZone: string
  partyNo: string
  partyName: string
  /** Item numbers of the page's lines, by line id. */
  itemNos: ReadonlyMap<string, string>
}
