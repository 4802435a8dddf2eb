import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { vendor } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { liftVendorBlocks } from "@/domain/clean-up/vendor-blocks"
import { Forbidden, NotFound } from "@/domain/errors"
import { queueDue } from "@/domain/job-queue/due-work"
import { makeActor, makeCompany, makeVendor } from "@/test/factories"
import { readVendor } from "./read-vendor"
import { setVendorBlocked, type VendorBlock } from "./set-vendor-blocked"

const company = await makeCompany()
const purchaser = await makeActor(company.id, "purchaser")

test("a block keeps who set it and when; lifting it clears them; both stand in the history", async () => {
  const { no } = await makeVendor(company.id)
  await setVendorBlocked(purchaser, no, { blocked: "all", privacyBlocked: false, reason: "Late" })
  const { block } = await readVendor(purchaser, no)
  expect(block).toMatchObject({ blocked: "all", blockedBy: purchaser.name, blockedAt: expect.any(Date) })

  // Saying it again, or more, does not change who it was.
  const manager = await makeActor(company.id, "purchasing_manager")
  await setVendorBlocked(manager, no, { blocked: "all", privacyBlocked: false, reason: "Late" })
  await setVendorBlocked(manager, no, { blocked: "all", privacyBlocked: true, reason: "Late" })
  expect((await readVendor(purchaser, no)).block).toMatchObject({ blockedBy: purchaser.name, privacyBlocked: true })

  await setVendorBlocked(manager, no, { blocked: "", privacyBlocked: false })
  const read = await readVendor(purchaser, no)
  expect(read.block).toMatchObject({ blocked: "", blockedBy: null, blockedAt: null, privacyBlocked: false })
  expect(read.history.map(({ kind, actorName }) => [kind, actorName])).toEqual([
    ["vendor.unblocked", manager.name],
    ["vendor.blocked", manager.name],
    ["vendor.blocked", purchaser.name],
  ])
})

test("only those who keep master data, and only their company's", async () => {
  const { no } = await makeVendor(company.id)
  const wanted = { blocked: "all", privacyBlocked: false, reason: "Late" } as const
  const processor = await makeActor(company.id, "order_processor")
  await expect(setVendorBlocked(processor, no, wanted)).rejects.toThrow(Forbidden)
  expect((await readVendor(processor, no)).block.blocked).toBe("")
  const stranger = await makeActor((await makeCompany()).id, "purchaser")
  await expect(setVendorBlocked(stranger, no, wanted)).rejects.toThrow(NotFound)
  await expect(readVendor(stranger, no)).rejects.toThrow(NotFound)
  await expect(readVendor(await makeActor(company.id, "administrator"), no)).rejects.toThrow(Forbidden)
})

let due = Date.now()

/** Does what is due by the clock, as the worker does. */
async function runLift() {
  due += 86_400_000
  const runs = await queueDue(liftVendorBlocks, new Date(due))
  for (const { companyId, no } of runs) await liftVendorBlocks.run(companyId, no, () => false)
}

test("a block says why, and until when: on the day after it is lifted by itself", async () => {
  const { no } = await makeVendor(company.id)
  const block = (more: Partial<VendorBlock>) =>
    setVendorBlocked(purchaser, no, { blocked: "payment", privacyBlocked: false, ...more }).catch(error => error.issues)
  expect(await block({})).toMatchObject([{ field: "blockedReason", code: "required" }])
  expect(await block({ reason: "Disputed", until: "31-2-2027" })).toMatchObject([{ field: "blockedUntil" }])
  expect(await block({ reason: "Disputed", until: "-1" })).toMatchObject([{ code: "vendor_block_over" }])
  await block({ reason: "Disputed", until: "t" })
  expect((await readVendor(purchaser, no)).block).toMatchObject({ blockedReason: "Disputed" })

  await runLift()
  expect((await readVendor(purchaser, no)).block.blocked).toBe("payment")
  await inCompany(company.id, tx => tx.update(vendor).set({ blockedUntil: "2026-01-01" }).where(eq(vendor.no, no)))
  await runLift()
  const { block: lifted, history } = await readVendor(purchaser, no)
  expect(lifted).toMatchObject({ blocked: "", blockedReason: "", blockedUntil: null })
  expect(history[0]).toMatchObject({ kind: "vendor.unblocked", actorName: "" })
})

test("a block for privacy is for all, says why, has no last day, and is not lifted by Blocked", async () => {
  const { no } = await makeVendor(company.id)
  const block = (wanted: Partial<VendorBlock>) =>
    setVendorBlocked(purchaser, no, { blocked: "", privacyBlocked: true, ...wanted }).catch(error => error.issues)
  expect(await block({})).toMatchObject([{ field: "blockedReason", code: "required" }])
  expect(await block({ reason: "Erased", until: "t" })).toMatchObject([{ code: "privacy_block_has_no_end" }])
  await block({ blocked: "payment", reason: "Erased" })
  const read = async () => (await readVendor(purchaser, no)).block
  expect(await read()).toMatchObject({ blocked: "all", privacyBlocked: true, blockedReason: "Erased" })
  for (const blocked of ["", "payment"] as const) {
    const stays = [{ field: "blocked", code: "privacy_block_stays" }]
    expect(await block({ blocked, reason: "Erased" })).toMatchObject(stays)
  }
  expect(await read()).toMatchObject({ blocked: "all", privacyBlocked: true })
  await block({ privacyBlocked: false })
  expect(await read()).toMatchObject({ blocked: "", privacyBlocked: false, blockedReason: "" })
})
