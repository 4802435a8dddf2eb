import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { noSeries } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { NotFound, Refusal, Stale } from "@/domain/errors"
import { takeNumber } from "@/domain/numbering/take-number"
import { makeActor, makeCompany } from "@/test/factories"
import { readStartingNumbers, saveStartingNumbers } from "./starting-numbers"

async function administrator() {
  const { id } = await makeCompany()
  return makeActor(id, "administrator")
}

const start = (code: string, prefix: string, lastNumber: string, version = 0) => ({ code, version, prefix, lastNumber })

test("series go on where the old system stopped, all of them at once", async () => {
  const admin = await administrator()
  const before = await readStartingNumbers(admin)
  expect(before.find(({ code }) => code === "GIF")).toMatchObject({ next: "GIF26-00001", isFixed: false })
  await saveStartingNumbers(admin, [start("GIF", "INK-2026-", "417"), start("L", "L", "20341")])
  const after = await readStartingNumbers(admin)
  expect(after.find(({ code }) => code === "GIF")).toMatchObject({ next: "INK-2026-00418", isFixed: true })
  expect(await inCompany(admin.companyId, tx => takeNumber(tx, admin.companyId, "L"))).toBe("L20342")
})

test("what is wrong stands beside its series, and then nothing is saved", async () => {
  const admin = await administrator()
  const typed = [
    start("IF", "IF26-", "12"),
    start("VF", "IF26-", "5"),
    start("IA", "IA26-", "123456"),
    start("L", "L", "x"),
  ]
  const refused = await saveStartingNumbers(admin, typed).catch(error => error)
  expect(refused).toBeInstanceOf(Refusal)
  expect((refused as Refusal).issues.map(({ field, code }) => `${field} ${code}`)).toEqual([
    "series.VF.prefix setup.series_prefix_used",
    "series.IA.lastNumber setup.series_digits_few",
    "series.L.lastNumber number_not_a_number",
  ])
  const [row] = await inCompany(admin.companyId, tx => tx.select().from(noSeries).where(eq(noSeries.code, "IF")))
  expect(row).toMatchObject({ lastNumber: 0 })
})

test("who saves upon what somebody changed is told; an unknown series is not found", async () => {
  const admin = await administrator()
  await saveStartingNumbers(admin, [start("IF", "IF26-", "12")])
  await expect(saveStartingNumbers(admin, [start("IF", "IF26-", "20")])).rejects.toThrow(Stale)
  await expect(saveStartingNumbers(admin, [start("NONE", "X", "1")])).rejects.toThrow(NotFound)
})
