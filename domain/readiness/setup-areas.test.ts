import { and, eq } from "drizzle-orm"
import { beforeEach, expect, test } from "vitest"
import { company, event, item, noSeriesLine, unitOfMeasure } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { recordFounding } from "@/domain/companies/create-company"
import { NotFound, Refusal } from "@/domain/errors"
import { saveSetup } from "@/domain/setup/save-setup"
import { saveStartingNumbers } from "@/domain/setup/starting-numbers"
import { makeActor, makeCompany, makeItem, makeVendor } from "@/test/factories"
import { readSetupAreas, readUnfinishedSetup } from "./read-setup-areas"
import { putSetupAway, settleArea } from "./settle-area"
import { setupAreas } from "./setup-areas"

let admin: Actor

beforeEach(async () => {
  const { id } = await makeCompany()
  admin = await makeActor(id, "administrator")
})

const area = async (name: (typeof setupAreas)[number]) =>
  (await readSetupAreas(admin)).areas.find(each => each.name === name)!

const look = async (name: (typeof setupAreas)[number], isRight = true) =>
  settleArea(admin, name, (await area(name)).seen, isRight)

const deeds = () =>
  inCompany(admin.companyId, async tx => {
    const rows = await tx.select().from(event).where(eq(event.companyId, admin.companyId)).orderBy(event.id)
    return rows
      .filter(({ kind }) => kind.startsWith("setup_area."))
      .map(({ kind, subjectNo }) => `${kind} ${subjectNo}`)
  })

test("each area's state follows from what the company holds", async () => {
  expect((await area("units")).state).toBe("template")
  expect((await area("vendors")).lacks).toMatchObject([{ code: "no_vendor" }])
  expect((await area("opening")).state).toBe("none")
  expect((await area("users")).lacks.map(({ code }) => code)).toEqual(["nobody_buys", "nobody_reviews", "nobody_posts"])
  await makeActor(admin.companyId, "purchaser")
  await makeActor(admin.companyId, "purchasing_manager")
  await makeVendor(admin.companyId)
  await makeItem(admin.companyId)
  await saveSetup(admin, "payment-terms", { key: null, version: 0, typed: { code: "90D" } })
  await inCompany(admin.companyId, tx => tx.update(company).set({ city: "" }).where(eq(company.id, admin.companyId)))
  const states = Object.fromEntries((await readSetupAreas(admin)).areas.map(({ name, state }) => [name, state]))
  expect(states).toMatchObject({ vendors: "done", items: "done", users: "done", terms: "done", company: "lacks" })
  expect((await area("terms")).changed).toMatchObject({ by: admin.name })
  expect((await area("chart")).changed).toBeNull()
})

test("a unit without its code is named, and every blocked item is as none", async () => {
  await makeItem(admin.companyId)
  await inCompany(admin.companyId, async tx => {
    await tx
      .update(unitOfMeasure)
      .set({ internationalStandardCode: "" })
      .where(and(eq(unitOfMeasure.companyId, admin.companyId), eq(unitOfMeasure.code, "DOOS")))
    await tx.update(item).set({ blocked: true }).where(eq(item.companyId, admin.companyId))
  })
  expect((await area("units")).lacks).toMatchObject([
    { code: "unit_without_code", params: { code: "DOOS" }, mend: { table: "units-of-measure", key: "DOOS" } },
  ])
  expect((await area("items")).state).toBe("lacks")
})

test("the next numbers go on where the old system stopped, and by the line that holds", async () => {
  await saveStartingNumbers(admin, [{ code: "GIF", version: 0, prefix: "AF-", lastNumber: "417" }])
  expect((await readSetupAreas(admin)).facts.next[1]).toBe("AF-00418")
  expect((await area("series")).state).toBe("done")
  await inCompany(admin.companyId, tx =>
    tx.insert(noSeriesLine).values([
      { companyId: admin.companyId, seriesCode: "GIF", startingDate: "2020-01-01", prefix: "NU-", digits: 3 },
      { companyId: admin.companyId, seriesCode: "GIF", startingDate: "2999-01-01", prefix: "OOIT-" },
    ]),
  )
  expect((await readSetupAreas(admin)).facts.next[1]).toBe("NU-001")
})

test("an area is found right as it is once, by name, and until it is otherwise", async () => {
  const { seen, name } = await area("terms")
  await Promise.all([settleArea(admin, name, seen, true), settleArea(admin, name, seen, true)])
  expect((await area("terms")).looked).toMatchObject({ by: admin.name })
  expect(await deeds()).toEqual(["setup_area.confirmed areas/terms"])
  await look("terms", false)
  expect((await area("terms")).looked).toBeNull()
  await look("terms")
  // What was right then says nothing of what somebody changed since.
  await saveSetup(admin, "payment-terms", { key: null, version: 0, typed: { code: "90D" } })
  expect(await area("terms")).toMatchObject({ state: "done", looked: null })
})

test("who looked at something else than what is there now is told so", async () => {
  const { seen } = await area("vendors")
  await makeVendor(admin.companyId)
  await expect(settleArea(admin, "vendors", seen, true)).rejects.toThrow(Refusal)
  await expect(settleArea(admin, "nothing", seen, true)).rejects.toThrow(NotFound)
  expect(await deeds()).toEqual([])
})

test("the Role Center tells of a company that was set up here, until all is settled or it was put away", async () => {
  expect(await readUnfinishedSetup(admin)).toBeNull()
  await inCompany(admin.companyId, tx => recordFounding(tx, admin.companyId, admin))
  expect((await readUnfinishedSetup(admin))!.areas).toHaveLength(setupAreas.length)
  await putSetupAway(admin, true)
  await putSetupAway(admin, true)
  expect(await readUnfinishedSetup(admin)).toBeNull()
  await putSetupAway(admin, false)
  for (const { name, state } of (await readSetupAreas(admin)).areas) {
    expect(await readUnfinishedSetup(admin)).not.toBeNull()
    if (state !== "done") await look(name)
  }
  expect(await readUnfinishedSetup(admin)).toBeNull()
  expect((await deeds()).filter(deed => deed.endsWith(" areas"))).toEqual([
    "setup_area.put_away areas",
    "setup_area.brought_back areas",
  ])
})

test("another company's tick is not this one's", async () => {
  const { id } = await makeCompany()
  const other = await makeActor(id, "administrator")
  const { areas } = await readSetupAreas(other)
  await settleArea(other, "terms", areas.find(({ name }) => name === "terms")!.seen, true)
  expect((await area("terms")).looked).toBeNull()
})
