import { labelOf } from "@/domain/import-kinds/column-names"
import type { ImportKind } from "@/domain/import-kinds/import-kind"
import { masterColumns } from "./file-columns"
import { judgeMaster, type MasterPlan } from "./judge"
import type { AnyMaster } from "./master"
import { findSameRows, rowKeyOf, type SameRows } from "./same-rows"
import { undoMaster } from "./undo"
import { writeMaster } from "./write"

/** Rows that are judged, and written, in one transaction. */
const BATCH = 5_000

/** The import of a table of master data, made of its description. */
export function masterImport(master: AnyMaster): ImportKind<MasterPlan, SameRows> {
  const { name, words, section, example, treatments, page, listPage } = master
  return {
    name,
    words: `master_import.${words}`,
    right: "master_data.edit",
    fileColumns: masterColumns(master),
    label: (column, language) => labelOf(section, column, language),
    example,
    treatments,
    limits: { bytes: 64 * 1024 * 1024, rows: 500_000 },
    rowKey: values => rowKeyOf(master, values),
    batch: { judged: BATCH, written: BATCH },
    begin: findSameRows,
    judge: (tx, run, groups) => judgeMaster(master, tx, run, groups),
    write: (tx, run, plan) => writeMaster(master, tx, run, plan),
    undo: {
      batch: 1_000,
      keeps: false,
      restores: true,
      take: (actor, keys, importNo) => undoMaster(actor, master, keys, importNo),
    },
    page,
    listPage,
    filedAt: name,
  }
}
