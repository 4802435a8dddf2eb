import { and, eq } from "drizzle-orm"
import { beforeEach, expect, test } from "vitest"
import { customer, item, itemUnitOfMeasure, itemVendor, purchasePrice, vendor } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { Refusal } from "@/domain/errors"
import { readEvents } from "@/domain/history/read-events"
import { askForImport, askForUndoing } from "@/domain/imports/ask-import"
import { readImport } from "@/domain/imports/read-import"
import { runImport } from "@/domain/imports/run-import"
import { countStatements } from "@/test/count-statements"
import {
  itemLine,
  makeActor,
  makeCompany,
  makeCustomer,
  makeItem,
  makeSalesInvoice,
  makeVendor,
} from "@/test/factories"
import { importGoodRows, rowsOf, sendFile, triedFile } from "@/test/file-imports"
import { exportRows } from "./export-rows"
import { purchaseLineDiscountMaster, salesPriceMaster } from "./price-lists"

let actor: Actor
let companyId: number

beforeEach(async () => {
  companyId = (await makeCompany()).id
  actor = await makeActor(companyId, "purchaser")
})

/** Outcome and reasons of each row. */
async function said(no: string) {
  return (await rowsOf(actor, no)).map(({ outcome, reasons }) =>
    [outcome, ...reasons.map(({ code }) => code)].join(" "),
  )
}

const readItem = (no: string) =>
  inCompany(companyId, async tx => (await tx.select().from(item).where(eq(item.no, no)))[0])

test("items are made with the company's defaults, in English or in Dutch, and the same file again changes nothing", async () => {
  const { no: vendorNo } = await makeVendor(companyId)
  const file = `Nr.;Omschrijving;EAN-code;Leverancier;Artikelnr. leverancier;Verkoopprijs\nA1;Klok;8712345678906;${vendorNo};K-1;12,50\na2;Lamp;;;;\n`
  const { no } = await triedFile(actor, "items", file)
  expect(await said(no)).toEqual(["new", "new"])
  expect(await readItem("A1")).toBeUndefined()
  expect((await importGoodRows(actor, no)).import).toMatchObject({ state: "finished", rowsWritten: 2 })
  expect(await readItem("A1")).toMatchObject({
    description: "Klok",
    type: "inventory",
    baseUnitOfMeasure: "STUK",
    gtin: "8712345678906",
    vendorNo,
    vendorItemNo: "K-1",
    unitPrice: "12.5",
    inventoryPostingGroup: "HANDEL",
  })
  expect(await readItem("A2")).toMatchObject({ description: "Lamp", vendorNo: null })
  const kept = await inCompany(companyId, async tx => [
    await tx.select({ code: itemUnitOfMeasure.code, no: itemUnitOfMeasure.itemNo }).from(itemUnitOfMeasure),
    await tx.select({ no: itemVendor.vendorItemNo }).from(itemVendor),
  ])
  expect(kept[0]).toEqual(
    expect.arrayContaining([
      { code: "STUK", no: "A1" },
      { code: "STUK", no: "A2" },
    ]),
  )
  expect(kept[1]).toEqual([{ no: "K-1" }])
  const again = await triedFile(actor, "items", file)
  expect(await said(again.no)).toEqual(["unchanged", "unchanged"])
  await expect(askForImport(actor, again.no, { goodRows: true })).rejects.toThrow(Refusal)
})

test("a blank cell leaves the value, a hyphen empties it, and each change is shown and kept by field", async () => {
  await makeItem(companyId, { no: "A1", description: "Clock", gtin: "8712345678906", unitPrice: "10" })
  const { no } = await triedFile(actor, "items", "No.;Description;GTIN;Unit Price\nA1;;-;11.25\n")
  const [row] = await rowsOf(actor, no)
  expect(row).toMatchObject({
    outcome: "changed",
    changes: { gtin: ["8712345678906", ""], unitPrice: ["10", "11.25"] },
  })
  await importGoodRows(actor, no)
  expect(await readItem("A1")).toMatchObject({ description: "Clock", gtin: "", unitPrice: "11.25" })
  const [told] = await inCompany(companyId, tx => readEvents(tx, companyId, "item", "A1"))
  expect(told).toMatchObject({
    kind: "item.changed",
    actorName: actor.name,
    data: {
      importNo: no,
      changes: [
        { field: "unitPrice", old: "10", new: "11.25" },
        { field: "gtin", old: "8712345678906", new: "" },
      ],
    },
  })
})

test("what cannot be so is refused by name, and the good rows go without it", async () => {
  await makeItem(companyId, { no: "B1", gtin: "8712345678906" })
  const { no: vendorNo } = await makeVendor(companyId)
  const file = [
    "No.;Description;GTIN;Base Unit of Measure;Vendor;Vendor Item No.;Unit Price;Type;Inventory Posting Group",
    "A1;Good;;;;;;;",
    "A2;;;;;;;;",
    "A3;Twice;;;;;;;",
    "a3;Twice;;;;;;;",
    "A4;Digits;8712345678907;;;;;;",
    "A5;Taken;8712345678906;;;;;;",
    "A6;Unit;;NONE;;;;;",
    "A7;Alone;;;;X-1;;;",
    "A8;Price;;;;;-1;;",
    `A9;First;;;${vendorNo};x 1;;;`,
    `A10;Second;;;${vendorNo};0X1;;;`,
    "A11;Service;;;;;;Service;HANDEL",
    "A12;Odd;;;;;;Odd;",
    "B1;-;;;;;;;",
  ].join("\n")
  const { no } = await triedFile(actor, "items", file)
  expect(await said(no)).toEqual([
    "new",
    "refused imports.cell_missing",
    "refused imports.same_as_row",
    "refused imports.same_as_row",
    "refused item.gtin_invalid",
    "refused imports.taken",
    "refused imports.unknown",
    "refused imports.vendor_item_no_alone",
    "refused imports.below_minimum",
    "new",
    "refused imports.taken",
    "refused imports.no_inventory",
    "refused imports.not_one_of",
    "refused imports.not_emptied",
  ])
  expect((await importGoodRows(actor, no)).import.rowsWritten).toBe(2)
})

test("type and base unit stay once a line was made with the item", async () => {
  const used = await makeItem(companyId, { no: "A1" })
  await makeItem(companyId, { no: "A2" })
  await makeSalesInvoice(companyId, [itemLine(used)])
  const { no } = await triedFile(actor, "items", "No.;Type;Base Unit\nA1;Service;\nA2;;DOOS\n")
  expect(await said(no)).toEqual(["refused imports.fixed_once_used", "changed"])
  await importGoodRows(actor, no)
  const units = await inCompany(companyId, tx =>
    tx.select().from(itemUnitOfMeasure).where(eq(itemUnitOfMeasure.itemNo, "A2")),
  )
  expect(units).toMatchObject([{ code: "DOOS", qtyPerUnitOfMeasure: "1" }])
})

test("a row that somebody changed since the trial is refused", async () => {
  await makeItem(companyId, { no: "A1", unitPrice: "10" })
  const { no } = await triedFile(actor, "items", "No.;Description;Unit Price\nA1;;11\nA2;New;1\n")
  await inCompany(companyId, async tx => {
    await tx.update(item).set({ unitPrice: "12" }).where(eq(item.no, "A1"))
  })
  await makeItem(companyId, { no: "A2", description: "Another's" })
  const read = await importGoodRows(actor, no)
  expect(read.import.rowsWritten).toBe(0)
  expect(await said(no)).toEqual(["refused imports.changed_since_trial", "refused imports.changed_since_trial"])
  expect((await readItem("A1"))!.unitPrice).toBe("12")
})

test("an import is undone while nobody touched what it made: new rows go, changed ones get back what they had", async () => {
  await makeItem(companyId, { no: "A1", description: "Clock", unitPrice: "10" })
  const { no } = await triedFile(actor, "items", "No.;Description;Unit Price\nA1;Watch;11\nA2;New;1\n")
  await importGoodRows(actor, no)
  await askForUndoing(actor, no)
  await runImport(companyId, no)
  expect((await readImport(actor, no)).import.state).toBe("undone")
  expect(await readItem("A1")).toMatchObject({ description: "Clock", unitPrice: "10" })
  expect(await readItem("A2")).toBeUndefined()
})

test("what a later import changed, and what was sold, is not undone", async () => {
  const { no } = await triedFile(actor, "items", "No.;Description;Unit Price\nA1;Clock;11\n")
  await importGoodRows(actor, no)
  const later = await triedFile(actor, "items", "No.;Unit Price\nA1;12\n")
  await importGoodRows(actor, later.no)
  await askForUndoing(actor, no)
  await runImport(companyId, no)
  expect((await readImport(actor, no)).import.state).toBe("finished")
  expect(await said(no)).toEqual(["new imports.undo_touched"])
  const used = await triedFile(actor, "items", "No.;Description\nA2;Sold\n")
  await importGoodRows(actor, used.no)
  await makeSalesInvoice(companyId, [itemLine({ ...(await readItem("A2"))!, units: { STUK: "1" } })])
  await askForUndoing(actor, used.no)
  await runImport(companyId, used.no)
  expect(await said(used.no)).toEqual(["new imports.undo_used"])
})

test("vendors are told by number, VAT registration number, or name and address, and begin as typed ones do", async () => {
  const known = await makeVendor(companyId, { vatRegistrationNo: "NL123456782B01", city: "Zaandam" })
  const file = [
    "No.;Name;Address;Country;VAT No.;City;Language",
    `;;;;123456782B01;Delft;`,
    ";Bruns & Söhne;Hafen 1;DE;;Kiel;de",
    "ZZ9;Elders;;NL;;Breda;",
    "ZZ8;Twin;;NL;NL123456782B01;Breda;",
    "ZZ7;Odd;;NL;NL123456783B01;Breda;",
  ].join("\n")
  const { no } = await triedFile(actor, "vendors", file)
  expect(await said(no)).toEqual([
    "changed",
    "new",
    "new",
    "refused imports.taken",
    "refused vat_registration_no_invalid",
  ])
  await importGoodRows(actor, no)
  const made = await inCompany(companyId, tx => tx.select().from(vendor).where(eq(vendor.name, "Bruns & Söhne")))
  expect(made).toMatchObject([
    { searchName: "BRUNS & SÖHNE", vendorPostingGroup: "BINNENL", vatBusPostingGroup: "EU", paymentTermsCode: "30D" },
  ])
  const [moved] = await inCompany(companyId, tx => tx.select().from(vendor).where(eq(vendor.no, known.no)))
  expect(moved!.city).toBe("Delft")
  const again = await triedFile(actor, "vendors", file)
  expect((await said(again.no)).slice(0, 3)).toEqual(["unchanged", "unchanged", "unchanged"])
})

test("customers get numbers of their series, and a Peppol ID has a scheme", async () => {
  const { no } = await triedFile(
    actor,
    "customers",
    "Naam;E-mailadres;KvK-nr.;Peppol-id;Geblokkeerd;Kredietlimiet\nDe Korenaar;post@korenaar.example;12345678;0106:12345678;Verzending;5000\nOdd;nowhere;;12345678;;\n",
  )
  expect(await said(no)).toEqual(["new", "refused email customer.peppol_form"])
  const read = await importGoodRows(actor, no)
  expect(read.import.rowsWritten).toBe(1)
  const [made] = await inCompany(companyId, tx => tx.select().from(customer).where(eq(customer.name, "De Korenaar")))
  expect(made).toMatchObject({
    registrationNumber: "12345678",
    blocked: "ship",
    creditLimit: "5000",
    countryRegionCode: "NL",
  })
})

test("a price is told by all of its key, and knows the file that it comes from", async () => {
  const { no: vendorNo } = await makeVendor(companyId)
  await makeItem(companyId, { no: "A1" })
  const file = `Vendor;Item;Minimum;From;To;Price\n${vendorNo};a1;;;;9.5\n${vendorNo};A1;10;2027-01-01;2026-01-01;9\n${vendorNo};A1;10;2027-01-01;2027-06-30;9\n${vendorNo};A9;;;;1\n`
  const { no } = await triedFile(actor, "purchase-prices", file)
  expect(await said(no)).toEqual([
    "new",
    "refused imports.same_as_row imports.ends_before_it_begins",
    "refused imports.same_as_row",
    "refused imports.unknown",
  ])
  await importGoodRows(actor, no)
  const rows = await inCompany(companyId, tx => tx.select().from(purchasePrice).where(eq(purchasePrice.itemNo, "A1")))
  expect(rows).toMatchObject([
    {
      vendorNo,
      currencyCode: "EUR",
      unitOfMeasureCode: "",
      startingDate: "0001-01-01",
      directUnitCost: "9.5",
      importNo: no,
      importRowNo: 2,
    },
  ])
  const dearer = await triedFile(actor, "purchase-prices", `Vendor;Item;Price;To\n${vendorNo};A1;9.75;-\n`)
  expect((await rowsOf(actor, dearer.no))[0]).toMatchObject({
    outcome: "changed",
    changes: { directUnitCost: ["9.5", "9.75"] },
  })
  await importGoodRows(actor, dearer.no)
  await askForUndoing(actor, dearer.no)
  await runImport(companyId, dearer.no)
  expect((await rowsOf(actor, dearer.no))[0]).toMatchObject({ written: false })
})

test("a line discount and a sales price come in, stay by the same file, are changed by another, and go out as they came", async () => {
  const { no: vendorNo } = await makeVendor(companyId)
  const { no: customerNo } = await makeCustomer(companyId)
  await makeItem(companyId, { no: "A1" })
  const files = {
    "purchase-line-discounts": (value: string) =>
      `Vendor;Item;Min. Qty;From;Discount %\n${vendorNo};A1;10;2027-01-01;${value}\n`,
    "sales-prices": (value: string) => `Customer;Item;Min. Qty;From;Price\n${customerNo};A1;10;2027-01-01;${value}\n`,
  }
  const masters = { "purchase-line-discounts": purchaseLineDiscountMaster, "sales-prices": salesPriceMaster }
  const columns = { "purchase-line-discounts": "lineDiscountPercent", "sales-prices": "unitPrice" }
  for (const [list, file] of Object.entries(files) as [keyof typeof files, (value: string) => string][]) {
    const { no } = await triedFile(actor, list, file("12.5"))
    expect(await said(no)).toEqual(["new"])
    await importGoodRows(actor, no)
    expect(await said((await triedFile(actor, list, file("12.5"))).no)).toEqual(["unchanged"])
    const dearer = await triedFile(actor, list, file("15"))
    expect((await rowsOf(actor, dearer.no))[0]).toMatchObject({
      outcome: "changed",
      changes: { [columns[list]]: ["12.5", "15"] },
    })
    const { value: rows } = await exportRows(actor, masters[list]).next()
    expect(rows).toMatchObject([{ itemNo: "A1", minimumQuantity: "10", currencyCode: "EUR", [columns[list]]: "12.5" }])
    await askForUndoing(actor, no)
    await runImport(companyId, no)
    expect((await exportRows(actor, masters[list]).next()).value).toBeUndefined()
  }
  const { no } = await triedFile(actor, "purchase-line-discounts", files["purchase-line-discounts"]("100.5"))
  expect((await said(no))[0]).toMatch(/^refused/u)
})

test("what a vendor calls an item stands on the item of its default vendor too", async () => {
  const { no: vendorNo } = await makeVendor(companyId)
  const other = await makeVendor(companyId)
  await makeItem(companyId, { no: "A1", vendorNo })
  const file = `Vendor;Item;Vendor Item No.;Lead Time\n${vendorNo};A1;K-1;5D\n${other.no};A1;Z-9;2W\n`
  const { no } = await triedFile(actor, "item-vendor-numbers", file)
  await importGoodRows(actor, no)
  expect((await readItem("A1"))!.vendorItemNo).toBe("K-1")
  const [kept] = await inCompany(companyId, tx =>
    tx
      .select()
      .from(itemVendor)
      .where(and(eq(itemVendor.itemNo, "A1"), eq(itemVendor.vendorNo, other.no))),
  )
  expect(kept).toMatchObject({ vendorItemNo: "Z-9", leadTimeCalculation: "2W" })
  await askForUndoing(actor, no)
  await runImport(companyId, no)
  expect((await readItem("A1"))!.vendorItemNo).toBe("")
})

test("another company's items and vendors are none", async () => {
  const stranger = (await makeCompany()).id
  await makeItem(stranger, { no: "A1", description: "Theirs", gtin: "8712345678906" })
  const theirs = await makeVendor(stranger)
  const { no } = await triedFile(
    actor,
    "items",
    `No.;Description;GTIN;Vendor\nA1;Ours;8712345678906;\nA2;Ours;;${theirs.no}X\n`,
  )
  expect(await said(no)).toEqual(["new", "refused imports.unknown"])
})

test("a thousand rows take the statements of ten", async () => {
  const fileOf = (rows: number, mark: string) =>
    `No.;Description;GTIN\n${Array.from({ length: rows }, (_, at) => `${mark}${at};Item ${at};`).join("\n")}\n`
  const counts: string[][] = []
  for (const [rows, mark] of [
    [10, "S"],
    [1_000, "L"],
  ] as const) {
    const no = await sendFile(actor, "items", fileOf(rows, mark))
    const tried = await countStatements(() => runImport(companyId, no))
    await askForImport(actor, no, { goodRows: false })
    // How often the file itself is looked into goes by its size.
    const judged = tried.filter(text => !/^(begin|commit|select set_config)|file_import_chunk/u.test(text))
    counts.push([...judged, ...(await countStatements(() => runImport(companyId, no)))])
  }
  expect(counts[1]).toEqual(counts[0])
})

test("a country may be named as a spreadsheet has it", async () => {
  const file = "Nr.;Naam;Land\nL1;Een;België\nL2;Twee;Nederland\nL3;Drie;be\nL4;Vier;Utopia\n"
  const { no } = await triedFile(actor, "vendors", file)
  expect(await said(no)).toEqual(["new", "new", "new", "refused imports.country_unknown"])
  await importGoodRows(actor, no)
  const kept = await inCompany(companyId, tx =>
    tx.select({ in: vendor.countryRegionCode }).from(vendor).orderBy(vendor.no),
  )
  expect(kept.map(each => each.in)).toEqual(["BE", "NL", "BE"])
})
