import { and, eq } from "drizzle-orm"
import { fileImportMapping } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { FileColumn } from "@/domain/file-reading/columns"
import { readRows } from "@/domain/file-reading/read-rows"
import { understand } from "@/domain/file-reading/understand"
import type { Choices, FileSource, Mapping, Understanding } from "@/domain/file-reading/understanding"
import type { AnyImportKind } from "@/domain/import-kinds/import-kind"
import { remarkNames } from "@/domain/import-kinds/remark-column"
import { fileOf } from "./file-chunks"
import type { FileImport } from "./import-lock"

/** What a person settled of an import, and answered. */
export type ImportChoices = {
  reading?: Choices
  /** Position in the file by column, from 0; null: none. */
  mapping?: Mapping<string>
  answers?: Record<string, string>
}

/** The columns of a kind, as the company's setup limits them. */
export async function columnsOf(kind: AnyImportKind, companyId: number): Promise<readonly FileColumn[]> {
  const { limitedColumns, fileColumns } = kind
  return limitedColumns ? inCompany(companyId, tx => limitedColumns(tx, companyId)) : fileColumns
}

/**
 * How a file is to be read: by what a person chose, what was chosen for files under the same header, and the file itself.
 * @throws Refusal on the field "file" where it cannot be read at all
 */
export async function understandImport(kind: AnyImportKind, own: FileImport): Promise<Understanding<string>> {
  const { companyId } = own
  const columns = await columnsOf(kind, companyId)
  const { reading: choices, mapping: chosen } = own.choices as ImportChoices
  const file = fileOf(companyId, own.no)
  let mapping = chosen
  let understood = await understand(file, columns, { choices, mapping, added: remarkNames })
  mapping ??= await rememberedMapping(companyId, kind.name, understood.fingerprint)
  if (mapping !== chosen) understood = await understand(file, columns, { choices, mapping, added: remarkNames })
  if (!kind.writtenDecimals || !isOpen(understood) || understood.rowCount > kind.limits.rows) return understood
  const written = await writtenDecimals(kind, own, file, { columns, understood })
  const limited = columns.map(column =>
    written[column.name] === undefined ? column : { ...column, writtenDecimals: written[column.name] },
  )
  return understand(file, limited, { choices, mapping, added: remarkNames })
}

const isOpen = ({ asks }: Understanding) => asks.some(({ about, why }) => about === "decimal" && why === "open")

async function writtenDecimals(
  kind: AnyImportKind,
  { companyId }: FileImport,
  file: FileSource,
  { columns, understood }: { columns: readonly FileColumn[]; understood: Understanding },
): Promise<Readonly<Record<string, number>>> {
  const rows: Record<string, string>[] = []
  for await (const { texts } of readRows(file, columns, understood)) rows.push(texts)
  return inCompany(companyId, tx => kind.writtenDecimals!(tx, companyId, rows))
}

async function rememberedMapping(
  companyId: number,
  kind: string,
  header: string,
): Promise<Mapping<string> | undefined> {
  const m = fileImportMapping
  const [found] = await inCompany(companyId, tx =>
    tx
      .select({ columns: m.columns })
      .from(m)
      .where(and(eq(m.companyId, companyId), eq(m.kind, kind), eq(m.header, header))),
  )
  return found?.columns
}
