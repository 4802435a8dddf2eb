import { posix } from "node:path"
import { unreadable } from "./file-bytes"
import type { FileSource } from "./understanding"
import { type Archive, openArchive, readWholeXml } from "./workbook-archive"
import { type CellFormat, readCellFormats } from "./workbook-formats"
import { readSharedStrings } from "./workbook-strings"

/** A workbook's sheets by name, in its order, those that are hidden left out; and what their cells refer to. */
export type Workbook = {
  archive: Archive
  /** Names of the entries that hold them. */
  sheets: ReadonlyMap<string, string>
  /** Whether days are counted from 1904, as on a Mac, in place of 1900. */
  from1904: boolean
  strings: readonly string[]
  formats: readonly CellFormat[]
}

type Relation = { id: string; type: string; target: string }

/**
 * Opens a workbook (ECMA-376, SpreadsheetML).
 * @throws Refusal file_reading.not_a_table where the archive is none, file_reading.damaged, file_reading.too_large
 */
export async function openWorkbook(file: FileSource): Promise<Workbook> {
  const archive = await openArchive(file)
  if (!archive.entries.has("_rels/.rels")) throw unreadable("not_a_table")
  const main = (await relationsOf(archive, "")).find(({ type }) => type === "officeDocument")?.target
  if (main === undefined || !main.endsWith(".xml") || !archive.entries.has(main)) throw unreadable("not_a_table")
  const relations = await relationsOf(archive, main)
  const { sheets, from1904 } = await readSheets(archive, main, relations)
  if (sheets.size === 0) throw unreadable("not_a_table")
  const part = (wanted: string) =>
    relations.find(({ type, target }) => type === wanted && archive.entries.has(target))?.target
  return {
    archive,
    sheets,
    from1904,
    strings: await readSharedStrings(archive, part("sharedStrings")),
    formats: await readCellFormats(archive, part("styles")),
  }
}

/** What an entry refers to; its own relations stand beside it. @param name blank: the archive as a whole */
async function relationsOf(archive: Archive, name: string): Promise<Relation[]> {
  const folder = posix.dirname(name)
  const own = posix.join(folder, "_rels", `${posix.basename(name)}.rels`)
  const relations: Relation[] = []
  if (!archive.entries.has(own)) return relations
  await readWholeXml(archive, own, {
    open: (element, { Id = "", Type = "", Target = "", TargetMode }) => {
      if (element !== "Relationship" || TargetMode === "External") return
      const target = Target.startsWith("/") ? Target.slice(1) : posix.join(folder, Target)
      relations.push({ id: Id, type: Type.slice(Type.lastIndexOf("/") + 1), target })
    },
  })
  return relations
}

async function readSheets(archive: Archive, main: string, relations: readonly Relation[]) {
  const all: { name: string; entry: string; isHidden: boolean }[] = []
  let from1904 = false
  await readWholeXml(archive, main, {
    open: (element, attributes) => {
      if (element === "workbookPr") from1904 = /^(?:1|true)$/u.test(attributes.date1904 ?? "")
      if (element !== "sheet") return
      const id = Object.entries(attributes).find(([key]) => key.endsWith(":id"))?.[1]
      const entry = relations.find(relation => relation.id === id && relation.type === "worksheet")?.target
      if (entry === undefined || !archive.entries.has(entry)) return
      all.push({ name: attributes.name ?? "", entry, isHidden: /hidden/iu.test(attributes.state ?? "") })
    },
  })
  const seen = all.filter(({ isHidden }) => !isHidden)
  const shown = seen.length > 0 ? seen : all
  return { sheets: new Map(shown.map(({ name, entry }) => [name, entry])), from1904 }
}
