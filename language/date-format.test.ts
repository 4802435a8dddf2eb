import { afterEach, describe, expect, it, vi } from "vitest"
import { dateIn, formatClock, formatDate, formatInstant, formatLongDate, formatShortDate } from "./date-format"

const amsterdam = "Europe/Amsterdam"

afterEach(() => vi.unstubAllEnvs())

describe("dates without a time zone", () => {
  it("stay what they are, wherever the machine stands", () => {
    for (const zone of ["Pacific/Kiritimati", "America/Los_Angeles"]) {
      vi.stubEnv("TZ", zone)
      expect(formatDate("2026-11-20", "en")).toBe("20 Nov 2026")
      expect(formatDate("2026-01-01", "nl")).toBe("01-01-2026")
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
