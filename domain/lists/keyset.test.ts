import { expect, it } from "vitest"
import { readCursor, type SortKey } from "./keyset"

const cursor = (key: string) => Buffer.from(JSON.stringify(["after", key, "VF26-01387"])).toString("base64url")

it.each<[SortKey["type"], string]>([
  ["text", "Bouwgroep Maasvallei N.V. 😀"],
  ["text", "Bouwgroep\nMaasvallei"],
  ["date", "2028-02-29"],
  ["numeric", "-1480.30"],
  ["real", "0.36363637"],
  ["real", "6.25e-05"],
  ["timestamptz", "2026-11-22 14:47:03.120945+01"],
])("goes on behind a key of type %s: %s", (type, key) => {
  expect(readCursor(cursor(key), type)).toEqual({ key, no: "VF26-01387", back: false })
})

it.each<[SortKey["type"], string]>([
  ["text", "a\0b"],
  ["date", "2026-13-45"],
  ["date", "2027-02-29"],
  ["date", "0000-01-01"],
  ["numeric", "1e99"],
  ["numeric", "NaN"],
  ["real", "1e99"],
  ["real", "1e-99"],
  ["timestamptz", "2026-99-99 14:47:03+01"],
  ["timestamptz", "2026-11-22 24:61:00+01"],
  ["timestamptz", "2026-11-22 14:47:03+99"],
])("shows the first page for a key that is no %s: %s", (type, key) => {
  expect(readCursor(cursor(key), type)).toBeNull()
})
