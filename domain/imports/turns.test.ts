/** Several imports at once in one process hold the rows of one batch, and one workbook. */

import { randomBytes } from "node:crypto"
import { sql } from "drizzle-orm"
import { afterAll, beforeAll, expect, test } from "vitest"
import type { Actor } from "@/domain/access/actor"
import type { ImportKind } from "@/domain/import-kinds/import-kind"
import { makeActor, makeCompany } from "@/test/factories"
import { sendFile } from "@/test/file-imports"
import { workbookFile } from "@/test/file-reading/workbook-file"
import { askForImport } from "./ask-import"
import { importKinds } from "./kinds"
import { readImport } from "./read-import"
import { runImport } from "./run-import"

/** What was done, in its order: "<what> <company>"; and how many batches went on at once. */
let done: string[] = []
let [now, most] = [0, 0]

/** Names that are looked at one by one, each for some round trips to the database. */
const watchedKind: ImportKind<null, null> = {
  name: "watched",
  words: "watched",
  right: "company.administer",
  fileColumns: [{ name: "name", kind: "text", names: ["Name"], required: true }],
  limitedColumns: async (_, companyId) => {
    done.push(`read ${companyId}`)
    return watchedKind.fileColumns
  },
  label: () => "Name",
  example: () => ({ name: "Ann" }),
  treatments: [],
  limits: { bytes: 10_000_000, rows: 100_000 },
  batch: { judged: 1, written: 1 },
  begin: async () => null,
  judge: async (tx, run, groups) => {
    most = Math.max(most, ++now)
    for (let trip = 0; trip < 3; trip++) await tx.execute(sql`select`)
    now--
    done.push(`judged ${run.companyId}`)
    const rows = groups.flatMap(group => group.rows)
    return { verdicts: rows.map(({ rowNo }) => ({ rowNo, outcome: "new" as const })), plan: null }
  },
  write: async () => ({ results: new Map(), made: {} }),
  undo: { batch: 1, keeps: false, take: async () => {} },
  page: name => name,
  listPage: "watched",
}

let actors: Actor[]

beforeAll(async () => {
  importKinds.push(watchedKind)
  actors = []
  for (let company = 0; company < 3; company++) {
    actors.push(await makeActor((await makeCompany()).id, "administrator"))
  }
})

afterAll(() => {
  importKinds.splice(importKinds.indexOf(watchedKind), 1)
})

const listOf = (names: number) => `Name\n${Array.from({ length: names }, (_, at) => `Name ${at}`).join("\n")}\n`

test("batches of imports of several companies take turns, and a small file does not wait for the end of large ones", async () => {
  const [one, other, small] = actors as [Actor, Actor, Actor]
  const sent = await Promise.all(
    [one, other, small].map(actor => sendFile(actor, "watched", listOf(actor === small ? 1 : 20))),
  )
  const runAll = () => Promise.all(actors.map((actor, at) => runImport(actor.companyId, sent[at]!)))
  for (const task of ["try", "import"]) {
    ;[done, now, most] = [[], 0, 0]
    if (task === "import")
      for (const [at, actor] of actors.entries()) await askForImport(actor, sent[at]!, { goodRows: false })
    expect(await runAll()).toEqual(["done", "done", "done"])
    expect(most).toBe(1)
    const ends = [one, other, small].map(({ companyId }) => done.lastIndexOf(`judged ${companyId}`))
    expect(ends[2]).toBeLessThan(Math.min(ends[0]!, ends[1]!))
  }
  expect((await readImport(one, sent[0]!)).import).toMatchObject({ state: "finished", rowsRead: 20 })
})

test("of two workbooks one is read at a time", async () => {
  const [one, other] = actors as [Actor, Actor]
  const rows = [["Name"], ...Array.from({ length: 200 }, () => [randomBytes(500).toString("base64")])]
  const book = workbookFile({ sheets: [{ name: "Names", rows }] })
  expect(book.length).toBeGreaterThan(64 * 1024)
  const sent = [await sendFile(one, "watched", book), await sendFile(other, "watched", book)]
  done = []
  await Promise.all([runImport(one.companyId, sent[0]!), runImport(other.companyId, sent[1]!)])
  const read = done.filter(what => what.startsWith("read"))
  expect(read).toHaveLength(4)
  expect([read[0], read[2]]).toEqual([read[1], read[3]])
})
