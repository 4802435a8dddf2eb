import { describe, expect, it } from "vitest"
import { ageOf } from "./age"

const amsterdam = "Europe/Amsterdam"

describe("ageOf", () => {
  const now = new Date("2026-11-20T13:30:00Z")
  const ago = (seconds: number) => ageOf(new Date(now.getTime() - seconds * 1000), now, amsterdam)

  it("counts seconds, minutes, hours, then calendar days", () => {
    expect(ago(-5)).toEqual({ unit: "seconds", count: 0 })
    expect(ago(59)).toEqual({ unit: "seconds", count: 59 })
    expect(ago(60)).toEqual({ unit: "minutes", count: 1 })
    expect(ago(3600)).toEqual({ unit: "hours", count: 1 })
    expect(ago(14 * 3600)).toEqual({ unit: "hours", count: 14 })
    expect(ago(15 * 3600)).toEqual({ unit: "yesterday" })
    expect(ago(2 * 86_400)).toEqual({ unit: "days", count: 2 })
  })

  it("says minutes across midnight, not yesterday", () => {
    const afterMidnight = new Date("2026-11-20T23:10:00Z")
    expect(ageOf(new Date("2026-11-20T22:50:00Z"), afterMidnight, amsterdam)).toEqual({ unit: "minutes", count: 20 })
  })

  it("counts calendar days over the change to winter time", () => {
    const [sunday, monday] = [new Date("2026-10-25T12:00:00Z"), new Date("2026-10-26T12:00:00Z")]
    expect(ageOf(sunday, monday, amsterdam)).toEqual({ unit: "yesterday" })
  })
})
