import { beforeEach, expect, test } from "vitest"
import type { Actor } from "@/domain/access/actor"
import { askForUndoing } from "@/domain/imports/ask-import"
import { runImport } from "@/domain/imports/run-import"
import { makeItem, makeVendor } from "@/test/factories"
import { importGoodRows, rowsOf, triedFile } from "@/test/file-imports"
import { makeBeginner, postPrepared, wrongBooks } from "@/test/openings"
import { readOpeningLines } from "./read-lines"

let manager: Actor

beforeEach(async () => {
  manager = await makeBeginner()
  await makeVendor(manager.companyId, { no: "L1" })
  await makeItem(manager.companyId, { no: "STOCK" })
})

const outcomes = async (no: string) =>
  (await rowsOf(manager, no)).map(({ outcome, reasons }) => [outcome, reasons[0]?.code])

test("an opening comes in three files, which change nothing when they come again", async () => {
  const files: [string, string][] = [
    [
      "opening-vendor-entries",
      "Leveranciersnr.;Leveranciersfactuurnr.;Documentdatum;Restbedrag\nL1;F-1;20-12-2025;1.210,00\nL1;C-1;21-12-2025;-21,00\n",
    ],
    ["opening-trial-balance", "Rekening;Debet;Credit\n1600;;1189,00\n3000;60,00;\n0510;1129,00;\n"],
    ["opening-stock", "Artikelnr.;Aantal;Kostprijs\nSTOCK;12;5,00\n"],
  ]
  for (const [kind, text] of files) {
    const { no } = await triedFile(manager, kind, text)
    expect((await outcomes(no)).filter(([, code]) => code)).toEqual([])
    expect((await importGoodRows(manager, no)).import).toMatchObject({ state: "finished", rowsRefused: 0 })
    const again = await triedFile(manager, kind, text)
    expect(new Set((await outcomes(again.no)).map(([outcome]) => outcome))).toEqual(new Set(["unchanged"]))
  }
  expect(await postPrepared(manager)).toBe(1)
  expect(await wrongBooks(manager.companyId)).toEqual([])
})

test("rows that cannot be are refused by name, and a whole import is undone", async () => {
  const { no } = await triedFile(
    manager,
    "opening-vendor-entries",
    "Vendor No.,Vendor Invoice No.,Document Date,Amount\nL1,F-1,2025-12-10,100.00\nL9,F-2,2025-12-10,5.00\nL1,f 1,2025-12-10,7.00\n",
  )
  expect(await outcomes(no)).toEqual([
    ["new", undefined],
    ["refused", "vendor_not_found"],
    ["refused", "opening.row_twice"],
  ])
  await importGoodRows(manager, no)
  expect((await readOpeningLines(manager, "vendors")).lines).toHaveLength(1)
  await askForUndoing(manager, no)
  await runImport(manager.companyId, no)
  expect((await readOpeningLines(manager, "vendors")).lines).toEqual([])
})
