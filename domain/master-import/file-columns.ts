import type { FileColumn } from "@/domain/file-reading/columns"
import { namedColumns } from "@/domain/import-kinds/column-names"
import type { Master, MasterField } from "./master"
import { mayBeEmptied } from "./read-given"

type Described = Omit<FileColumn, "names" | "others">

/** The columns of a file, made of the fields of its table. */
export function masterColumns({ section, fields }: Pick<Master, "section" | "fields">): FileColumn[] {
  return namedColumns(section, fields.map(described), {})
}

function described(field: MasterField): Described {
  const { name, inEveryFile: required, kind } = field
  return { name, required, empties: mayBeEmptied(field), ...shapeOf(field, kind) }
}

function shapeOf(field: MasterField, kind: MasterField["kind"]): Pick<Described, "kind" | "maximum" | "decimals"> {
  if (kind === "number") return { kind, decimals: field.kind === kind ? field.decimals : 0 }
  if (kind === "date" || kind === "boolean") return { kind }
  if (field.kind === "text") return { kind: "text", maximum: field.maximum }
  if (field.kind === "code") return { kind: "code", maximum: field.maximum }
  return { kind: kind === "reference" ? "code" : "text", maximum: 100 }
}
