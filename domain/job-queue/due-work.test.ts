import { beforeAll, expect, test } from "vitest"
import type { Actor } from "@/domain/access/actor"
import { scheduledKind } from "@/domain/background-work/scheduled-kind"
import { makeActor, makeCompany } from "@/test/factories"
import { dueTimes, queueDue } from "./due-work"
import { readScheduledRuns } from "./last-runs"
import { workKinds } from "./work-kinds"

let actor: Actor
let performed = 0

const sweeping = scheduledKind({
  name: "sweeping",
  schedule: { cron: "30 2 * * *", timeZone: "Europe/Amsterdam" },
  perform: async () => ++performed,
})

beforeAll(async () => {
  actor = await makeActor((await makeCompany()).id, "administrator")
  workKinds.push(sweeping)
})

const own = async (now?: Date) => (await readScheduledRuns(actor, now)).find(({ name }) => name === "sweeping")!

test("what is due goes by the clocks of its zone, also when they change", () => {
  const times = (now: string) => Object.values(dueTimes(sweeping.schedule, new Date(now))).map(at => at.toISOString())
  expect(times("2026-07-01T12:00:00Z")).toEqual(["2026-07-01T00:30:00.000Z", "2026-07-02T00:30:00.000Z"])
  expect(times("2026-12-01T12:00:00Z")).toEqual(["2026-12-01T01:30:00.000Z", "2026-12-02T01:30:00.000Z"])
  // The night in which half past two comes twice: it is due once.
  expect(times("2026-10-25T12:00:00Z")[1]).toBe("2026-10-26T01:30:00.000Z")
})

test("it is queued once for each time, runs, and its last run is shown", async () => {
  const [monday, tuesday] = [new Date("2026-06-01T00:30:00Z"), new Date("2026-06-02T00:30:00Z")]
  expect(await own()).not.toHaveProperty("last")
  const asked = await Promise.all([queueDue(sweeping, monday), queueDue(sweeping, monday)])
  const [first, ...others] = asked.flat()
  expect(others).toEqual([])
  // While one waits, the next stands back for it.
  expect(await queueDue(sweeping, tuesday)).toEqual([])
  expect((await own()).last).toMatchObject({ state: "queued", count: null })
  expect(await sweeping.run(actor.companyId, first!.no, () => false)).toBe("finished")
  expect(await sweeping.run(actor.companyId, first!.no, () => false)).toBe("not_queued")
  expect((await own(tuesday)).last).toMatchObject({ state: "finished", count: 1 })
  expect(await queueDue(sweeping, monday)).toEqual([])

  const [second] = await queueDue(sweeping, tuesday)
  await sweeping.giveUp(actor.companyId, second!.no)
  expect((await own()).last).toMatchObject({ state: "failed" })
  expect((await own(tuesday)).next).toEqual(new Date("2026-06-03T00:30:00Z"))
})
