import { randomUUID } from "node:crypto"
import { afterEach, expect, test, vi } from "vitest"
import { database } from "@/db/client"
import { runningProcess } from "@/db/schema"
import { makeActor, makeCompany } from "@/test/factories"
import { makePurchaseRequest } from "@/test/purchase-requests"
import { hasOtherSecret, listProcesses, showAlive } from "./running-processes"
import { oldestRequest, readWaitingWork } from "./waiting-work"

afterEach(async () => {
  await database().delete(runningProcess)
})

test("what waits is added up over all companies, with no company set", async () => {
  expect(oldestRequest(await readWaitingWork())).toBe(0)
  for (const company of [await makeCompany(), await makeCompany()])
    await makePurchaseRequest(await makeActor(company.id, "purchaser"))
  const waiting = await readWaitingWork()
  expect(waiting).toContainEqual({ kind: "purchase_request", waiting: 2, seconds: expect.any(Number) })
  expect(oldestRequest(waiting)).toBeGreaterThan(0)
})

test("a process is known while it shows that it runs, and whether live pages are deaf in it", async () => {
  let isDeaf = true
  const sign = showAlive("web", () => isDeaf)
  const [shown] = await vi.waitFor(async () => {
    const all = await listProcesses()
    expect(all).toHaveLength(1)
    return all
  }, 10_000)
  expect(shown).toMatchObject({ part: "web", pid: process.pid, isAlive: true, deafSince: expect.any(Date) })
  isDeaf = false
  await sign.stop()
  expect(await listProcesses()).toEqual([])
})

test("one that fell silent is told as such, and one with another secret is noticed while it lives", async () => {
  const other = { part: "web", host: "elsewhere", pid: 1, secretMark: "another" } as const
  await database()
    .insert(runningProcess)
    .values([{ ...other, id: randomUUID(), seenAt: new Date(Date.now() - 60_000) }])
  const silent = await listProcesses()
  expect(silent).toMatchObject([{ host: "elsewhere", isAlive: false }])
  expect(hasOtherSecret(silent)).toBe(false)
  await database()
    .insert(runningProcess)
    .values([{ ...other, id: randomUUID() }])
  expect(hasOtherSecret(await listProcesses())).toBe(true)
})
