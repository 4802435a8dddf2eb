import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { boundRepeats } from "./bound-repeats"

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function bounded() {
  const written: [line: string, repeated?: number][] = []
  const say = boundRepeats<string>((line, repeated) => written.push(repeated ? [line, repeated] : [line]))
  return { written, say }
}

test("the first few of a kind are written, the others as one line that counts them", () => {
  const { written, say } = bounded()
  for (let n = 1; n <= 12; n++) say("refused", `refused ${n}`)
  say("another", "another")
  expect(written).toEqual([["refused 1"], ["refused 2"], ["refused 3"], ["refused 4"], ["refused 5"], ["another"]])
  vi.advanceTimersByTime(60_000)
  expect(written.slice(6)).toEqual([["refused 12", 7]])
})

test("what goes on for a day is a line a minute, and what has ended begins anew", () => {
  const { written, say } = bounded()
  for (let second = 0; second < 24 * 60 * 60; second++) {
    say("refused", "refused")
    vi.advanceTimersByTime(1_000)
  }
  expect(written.length).toBeLessThan(24 * 60 + 10)
  expect(written.reduce((sum, [, repeated = 1]) => sum + repeated, 0)).toBeGreaterThan(24 * 60 * 60 - 120)
  vi.advanceTimersByTime(3 * 60_000)
  written.length = 0
  say("refused", "again")
  expect(written).toEqual([["again"]])
})

test("lines that are all of kinds of their own are bounded too", () => {
  const { written, say } = bounded()
  for (let n = 0; n < 10_000; n++) say(`kind ${n}`, `line ${n}`)
  expect(written.length).toBe(100)
  vi.advanceTimersByTime(60_000)
  expect(written.reduce((sum, [, repeated = 1]) => sum + repeated, 0)).toBe(10_000)
})
