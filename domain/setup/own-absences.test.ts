import { beforeEach, expect, test } from "vitest"
import type { Actor } from "@/domain/access/actor"
import { addDays, today } from "@/domain/dates/date"
import { Forbidden, NotFound } from "@/domain/errors"
import { makeActor, makeCompany } from "@/test/factories"
import { issuesOf } from "@/test/setup-form"
import { listOwnAbsences, removeOwnAbsence, saveOwnAbsence } from "./own-absences"
import { listSetup, readSetup } from "./read-setup"

let admin: Actor
let anna: Actor
let bob: Actor
const now = today("Europe/Amsterdam")

beforeEach(async () => {
  const { id } = await makeCompany()
  admin = await makeActor(id, "administrator")
  anna = { ...(await makeActor(id, "purchasing_manager")), language: "nl" }
  bob = await makeActor(id, "purchasing_manager")
})

const dutch = (date: string) => date.split("-").reverse().join("-")
const away = (from: number, to: number, more: Record<string, string> = {}) => ({
  startingDate: dutch(addDays(now, from)),
  endingDate: dutch(addDays(now, to)),
  substituteId: String(bob.userId),
  reason: "Vakantie",
  ...more,
})

test("one says when one is away and who stands in, and takes it back; what is over is not shown", async () => {
  await saveOwnAbsence(anna, away(1, 5))
  await saveOwnAbsence(anna, away(1, 3, { cap: "" }))
  await saveOwnAbsence(anna, away(-5, -1))
  const { absences, colleagues } = await listOwnAbsences(anna)
  expect(absences).toEqual([
    expect.objectContaining({ startingDate: addDays(now, 1), sequence: 1, substituteName: bob.name, cap: null }),
    expect.objectContaining({ startingDate: addDays(now, 1), sequence: 2, reason: "Vakantie" }),
  ])
  expect(colleagues.map(({ value }) => value)).not.toContain(String(anna.userId))
  // Administrators see whose word it was.
  const key = [String(anna.userId), addDays(now, 1), "1"]
  expect((await readSetup(admin, "approval-substitutes", key)).history).toMatchObject([
    { kind: "setup.created", actorName: anna.name },
  ])
  await removeOwnAbsence(anna, addDays(now, 1), "1")
  expect((await listOwnAbsences(anna)).absences).toMatchObject([{ sequence: 2 }])
  await expect(removeOwnAbsence(anna, addDays(now, 1), "1")).rejects.toBeInstanceOf(NotFound)
})

test("nobody speaks for another, and the rules are those of the setup", async () => {
  await saveOwnAbsence(anna, away(1, 5, { userId: String(bob.userId), sequence: "7" }))
  expect((await listSetup(admin, "approval-substitutes", {})).rows).toMatchObject([
    { values: { userId: String(anna.userId), sequence: "1" } },
  ])
  await expect(removeOwnAbsence(bob, addDays(now, 1), "1")).rejects.toBeInstanceOf(NotFound)
  expect(await issuesOf(saveOwnAbsence(anna, away(5, 1, { substituteId: String(anna.userId), cap: "1" })))).toEqual([
    ["setup.substituteId", "approval_setup.own_substitute"],
    ["setup.endingDate", "approval_setup.ends_before_start"],
    ["setup.cap", "approval_setup.cap_above_limit"],
  ])
  const purchaser = await makeActor(anna.companyId, "purchaser")
  await expect(saveOwnAbsence(purchaser, away(1, 5))).rejects.toBeInstanceOf(Forbidden)
})
