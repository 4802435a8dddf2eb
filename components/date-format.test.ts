import { afterEach, describe, expect, it, vi } from "vitest"
import {
  ageOf,
  dateIn,
  formatClock,
  formatInstant,
  formatLongDate,
  formatReaderDate,
  formatShortDate,
} from "./date-format"

const amsterdam = "Europe/Amsterdam"

afterEach(() => vi.unstubAllEnvs())

describe("dates without a time zone", () => {
  it("stay what they are, wherever the machine stands", () => {
    for (const zone of ["Pacific/Kiritimati", "America/Los_Angeles"]) {
      vi.stubEnv("TZ", zone)
      expect(formatReaderDate("2026-11-20", "en")).toBe("20 Nov 2026")
      expect(formatReaderDate("2026-01-01", "nl")).toBe("01-01-2026")
    }
  })

  it("are written long and short", () => {
    expect(formatLongDate("2026-11-20", "en")).toBe("Friday 20 November 2026")
    expect(formatLongDate("2026-11-20", "nl")).toBe("vrijdag 20 november 2026")
    expect(formatShortDate("2026-11-18", "2026-11-20", "en")).toBe("18 Nov")
    expect(formatShortDate("2025-11-18", "2026-11-20", "nl")).toBe("18 nov 2025")
  })
})

describe("instants", () => {
  const lateInUtc = new Date("2026-11-20T23:30:58Z")

  it("are shown in the company's time zone", () => {
    expect(dateIn(lateInUtc, amsterdam)).toBe("2026-11-21")
    expect(formatInstant(lateInUtc, amsterdam, "en")).toBe("21 Nov 2026, 00:30")
    expect(formatInstant(lateInUtc, amsterdam, "nl")).toBe("21-11-2026 00:30")
    expect(formatClock(lateInUtc, "UTC", "nl", true)).toBe("23:30:58")
  })
})

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
