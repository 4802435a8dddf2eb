import { expect, test } from "vitest"
import { Forbidden, NotFound } from "@/domain/errors"
import { makeActor, makeCompany, makeMember } from "@/test/factories"
import { readOwnColumns, saveOwnColumns } from "./own-columns"

const company = await makeCompany()

test("who has chosen nothing sees all columns that the roles may see; a choice is one's own, in one company", async () => {
  const purchaser = await makeActor(company.id, "purchaser")
  const colleague = await makeActor(company.id, "purchaser")
  const all = ["city", "country", "vat", "balance", "overdue", "terms", "currency", "blocked"]
  expect(await readOwnColumns(purchaser, "vendors")).toEqual({ offered: all, shown: new Set(all) })

  await saveOwnColumns(purchaser, "vendors", ["city", "overdue", "no such column"])
  expect((await readOwnColumns(purchaser, "vendors")).shown).toEqual(new Set(["city", "overdue"]))
  expect((await readOwnColumns(colleague, "vendors")).shown.size).toBe(8)
  const elsewhere = await makeCompany()
  const there = await makeMember(elsewhere.id, { ...purchaser, id: purchaser.userId }, ["purchaser"])
  expect((await readOwnColumns(there, "vendors")).shown.size).toBe(8)

  await saveOwnColumns(purchaser, "vendors", all)
  expect((await readOwnColumns(purchaser, "vendors")).shown.size).toBe(8)
})

test("of what the roles do not show, nothing is offered, kept or shown", async () => {
  const processor = await makeActor(company.id, "order_processor")
  const { offered } = await readOwnColumns(processor, "vendors")
  expect(offered).toEqual(["city", "country", "vat", "terms", "currency", "blocked"])
  await saveOwnColumns(processor, "vendors", ["city", "balance"])
  expect((await readOwnColumns(processor, "vendors")).shown).toEqual(new Set(["city"]))
  // With another role later, what was never hidden is seen.
  const promoted = { ...processor, roles: ["purchaser" as const] }
  expect((await readOwnColumns(promoted, "vendors")).shown).toEqual(new Set(["city", "balance", "overdue"]))
})

test("a list that has none is not there, and administrators see no vendors", async () => {
  const purchaser = await makeActor(company.id, "purchaser")
  for (const list of ["payments", "constructor", ""]) {
    await expect(saveOwnColumns(purchaser, list, [])).rejects.toBeInstanceOf(NotFound)
  }
  const administrator = await makeActor(company.id, "administrator")
  await expect(saveOwnColumns(administrator, "vendors", [])).rejects.toBeInstanceOf(Forbidden)
})
