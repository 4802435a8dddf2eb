import postgres from "postgres"
import { afterAll, beforeAll, expect, test } from "vitest"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import type { ImportKind } from "@/domain/import-kinds/import-kind"
import { askForUndoing } from "@/domain/imports/ask-import"
import { importKinds } from "@/domain/imports/kinds"
import { mendImportRows } from "@/domain/imports/mend-rows"
import { listImports, readImport } from "@/domain/imports/read-import"
import { runImport } from "@/domain/imports/run-import"
import { env } from "@/env"
import { makeActor, makeCompany } from "./factories"
import { importGoodRows, rowsOf, triedFile } from "./file-imports"

type Points = { rowNo: number; name: string; points: string; before: boolean }

let actor: Actor
let owner: postgres.Sql

/** Points by name: all there is of a kind. */
const pointsKind: ImportKind<Points[], null> = {
  name: "points",
  words: "points",
  right: "company.administer",
  fileColumns: [
    { name: "name", kind: "code", names: ["Name"], required: true },
    { name: "points", kind: "number", names: ["Points"], required: true },
  ],
  label: column => (column === "name" ? "Name" : "Points"),
  example: () => ({ name: "Ann", points: "3" }),
  treatments: [],
  limits: { bytes: 10_000, rows: 100 },
  batch: { judged: 10, written: 10 },
  begin: async () => null,
  judge: async (_, run, groups) => {
    const kept = await owner`select name, points::text from pointed where company_id = ${run.companyId}`
    const before = new Map(kept.map(({ name, points }) => [name, points]))
    const plan = groups.flatMap(({ rows }) =>
      rows.map(({ rowNo, values: { name = "", points = "" } }) => ({ rowNo, name, points, before: before.has(name) })),
    )
    const verdicts = plan.map(({ rowNo, name, points }) => {
      if (points.startsWith("-")) return { rowNo, outcome: "refused" as const, reasons: [{ code: "points.negative" }] }
      const had = before.get(name)
      if (had === points) return { rowNo, outcome: "unchanged" as const, resultNo: name }
      if (had === undefined) return { rowNo, outcome: "new" as const }
      return { rowNo, outcome: "changed" as const, changes: { points: [had, points] as [string, string] } }
    })
    const good = new Set(verdicts.filter(({ outcome }) => outcome !== "refused").map(({ rowNo }) => rowNo))
    return { verdicts, plan: plan.filter(({ rowNo }) => good.has(rowNo)) }
  },
  write: async (_, { companyId }, plan) => {
    for (const { name, points } of plan) {
      await owner`insert into pointed values (${companyId}, ${name}, ${points})
        on conflict (company_id, name) do update set points = excluded.points`
    }
    return { results: new Map(plan.map(({ rowNo, name }) => [rowNo, name])), made: { points: plan.length } }
  },
  undo: {
    batch: 10,
    keeps: false,
    take: async ({ companyId }, names) => {
      await owner`delete from pointed where company_id = ${companyId} and name = any(${[...names]})`
    },
  },
  page: name => `points/${name}`,
  listPage: "points",
}

beforeAll(async () => {
  importKinds.push(pointsKind)
  actor = await makeActor((await makeCompany()).id, "administrator")
  owner = postgres(env().DATABASE_OWNER_URL!, { max: 2 })
  await owner`create table pointed (company_id int, name text, points numeric, primary key (company_id, name))`
})

afterAll(async () => {
  importKinds.splice(importKinds.indexOf(pointsKind), 1)
  await owner.end()
})

test("a kind that is one description is tried, mended, imported, listed and undone", async () => {
  const { no } = await triedFile(actor, "points", "Name;Points\nAnn;1,5\nBob;-2\nCas;many\n")
  expect((await rowsOf(actor, no)).map(({ outcome, reasons }) => [outcome, reasons[0]?.code])).toEqual([
    ["new", undefined],
    ["refused", "points.negative"],
    ["refused", "file_reading.not_a_number"],
  ])
  expect(await owner`select from pointed`).toHaveLength(0)
  await mendImportRows(actor, no, [{ rowNo: 4, texts: { points: "2,5" } }])
  await runImport(actor.companyId, no)
  expect((await importGoodRows(actor, no)).import).toMatchObject({ state: "finished", rowsWritten: 2, rowsRefused: 1 })
  const again = await triedFile(actor, "points", "Points,Name\n1.5,Ann\n3,Cas\n")
  expect((await rowsOf(actor, again.no)).map(({ outcome, changes }) => [outcome, changes])).toEqual([
    ["unchanged", {}],
    ["changed", { points: ["2.5", "3"] }],
  ])
  expect((await listImports(pointsKind, actor)).imports.map(listed => listed.no)).toEqual([again.no, no])
  await askForUndoing(actor, no)
  await runImport(actor.companyId, no)
  expect((await readImport(actor, no)).import.state).toBe("undone")
  expect(await inCompany(actor.companyId, async () => owner`select from pointed`)).toHaveLength(0)
})
