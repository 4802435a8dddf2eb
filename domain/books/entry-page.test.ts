import { expect, test } from "vitest"
import { makeActor, makeCompany } from "@/test/factories"
import { writeGlEntries } from "@/test/gl-entries"
import { type GlEntryQuery, listGlEntries } from "./list-gl-entries"

test("pages of entries go down and up again without losing one", async () => {
  const amounts = Array.from(
    { length: 60 },
    (_, index) =>
      [
        ["4110", `${index + 1}`],
        ["4120", `-${index + 1}`],
      ] as const,
  )
  const { id } = await makeCompany()
  const other = await makeActor(id, "administrator")
  for (const date of ["2026-05-02", "2026-05-01"]) await writeGlEntries(other, date, amounts.flat())
  const walk = async (query: GlEntryQuery, way: "next" | "previous") => {
    const pages = [await listGlEntries(other, query)]
    for (let to = pages[0]![way]; to; to = pages.at(-1)![way]) {
      pages.push(await listGlEntries(other, { ...query, cursor: to }))
    }
    return pages
  }
  const keys = (pages: Awaited<ReturnType<typeof walk>>) =>
    pages.map(({ entries }) => entries.map(({ postingDate, lineNo }) => `${postingDate} ${lineNo}`))
  const down = await walk({}, "next")
  expect(down.map(({ entries }) => entries.length)).toEqual([50, 50, 50, 50, 40])
  expect(keys(down)[0]![0]).toBe("2026-05-02 120")
  expect(new Set(keys(down).flat()).size).toBe(240)
  const up = await walk({ cursor: down[3]!.next }, "previous")
  expect(keys(up).reverse()).toEqual(keys(down))
  const oldest = await walk({ oldestFirst: true }, "next")
  expect(keys(oldest).flat()).toEqual(keys(down).flat().reverse())
  const ofAccount = await walk({ account: "4110" }, "next")
  expect(ofAccount.map(({ entries }) => entries.length)).toEqual([50, 50, 20])
  expect(Number(ofAccount[0]!.total)).toBe(3660)
})
