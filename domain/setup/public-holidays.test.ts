import { beforeAll, expect, test } from "vitest"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { readWorkingCalendar } from "@/domain/calendar/read-working-calendar"
import { addWorkingDays } from "@/domain/dates/working-days"
import { makeActor, makeCompany } from "@/test/factories"
import { changeSetup, issuesOf } from "@/test/setup-form"
import { deleteSetup } from "./delete-setup"
import { addHolidays, proposeHolidays } from "./public-holidays"
import { listSetup, readSetup } from "./read-setup"

let admin: Actor

beforeAll(async () => {
  admin = await makeActor((await makeCompany()).id, "administrator")
})

const calendar = () => inCompany(admin.companyId, tx => readWorkingCalendar(tx, admin.companyId, "2027-03-01"))
const proposed = async () => (await proposeHolidays(admin, 2027)).holidays.map(({ date }) => date)

test("a company's week begins with its weekend off, and at least one day of it is worked", async () => {
  expect(await calendar()).toEqual({ off: new Set([6, 7]), holidays: new Set() })
  await changeSetup(admin, "base-calendar", [], { nonworkingMonday: "on", nonworkingSaturday: "" })
  expect((await calendar()).off).toEqual(new Set([1, 7]))
  const all = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
  const never = Object.fromEntries(all.map(day => [`nonworking${day}`, "on"]))
  expect(await issuesOf(changeSetup(admin, "base-calendar", [], never))).toEqual([
    ["setup.nonworkingSunday", "setup.no_working_day"],
  ])
  await changeSetup(admin, "base-calendar", [], { nonworkingMonday: "", nonworkingSaturday: "on" })
})

test("what is proposed are public holidays that the calendar lacks, and what is added moves a deadline", async () => {
  expect(await proposed()).toHaveLength(9)
  const dutch = { ...admin, language: "nl" as const }
  const days = [
    { date: "2027-03-29", description: "Tweede paasdag" },
    { date: "2027-04-27", description: "Koningsdag" },
  ]
  expect(await Promise.all([addHolidays(dutch, days), addHolidays(admin, days)])).toEqual(
    expect.arrayContaining([2, 0]),
  )
  expect(await proposed()).not.toContain("2027-04-27")
  // Thursday 25 March: Friday, and the Tuesday after Easter.
  expect(addWorkingDays("2027-03-25", 2, await calendar())).toBe("2027-03-30")
  expect((await listSetup(admin, "holidays", {})).rows.map(({ key }) => key)).toEqual([["2027-04-27"], ["2027-03-29"]])
  const { history, version } = await readSetup(admin, "holidays", ["2027-04-27"])
  expect(history).toMatchObject([{ kind: "setup.created", actorName: expect.any(String) }])
  await deleteSetup(admin, "holidays", ["2027-04-27"], version)
  expect(await proposed()).toContain("2027-04-27")
})

test("a day without a name is refused as its form refuses it, and nothing of the rest is added", async () => {
  const days = [
    { date: "2027-12-27", description: "Boxing Day" },
    { date: "2027-12-28", description: " " },
  ]
  expect(await issuesOf(addHolidays(admin, days))).toEqual([["setup.description", "required"]])
  expect((await listSetup(admin, "holidays", { search: "Boxing" })).rows).toEqual([])
})
