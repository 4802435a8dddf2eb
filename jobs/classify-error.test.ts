import { sql } from "drizzle-orm"
import { expect, test } from "vitest"
import { database } from "@/db/client"
import { Refusal } from "@/domain/errors"
import { isHopeless } from "./classify-error"

/** What PostgreSQL answers, as the driver hands it on. */
const raised = (code: string) =>
  database()
    .execute(sql.raw(`do $$ begin raise exception using errcode = '${code}'; end $$`))
    .catch((error: unknown) => error)

test.each([
  ["more rows than one", "21000"],
  ["a number out of range", "22003"],
  ["a key that is there already", "23505"],
  ["a reference to nothing", "23503"],
  ["a check that does not hold", "23514"],
  ["a column that is not there", "42703"],
  ["no privilege", "42501"],
])("%s (%s) is hopeless", async (_, code) => {
  expect(isHopeless(await raised(code))).toBe(true)
})

test.each([
  ["a lost connection", "08006"],
  ["a transaction that another one came before", "40001"],
  ["a deadlock", "40P01"],
  ["too many connections", "53300"],
  ["a statement that took too long", "57014"],
  ["a shutdown", "57P01"],
])("%s (%s) passes", async (_, code) => {
  expect(isHopeless(await raised(code))).toBe(false)
})

test("what the program or the request has wrong is hopeless, anything unknown may pass", () => {
  expect([new TypeError("x"), new RangeError("x"), new Refusal([])].map(isHopeless)).toEqual([true, true, true])
  expect([new Error("ECONNRESET"), "odd", undefined].map(isHopeless)).toEqual([false, false, false])
})
