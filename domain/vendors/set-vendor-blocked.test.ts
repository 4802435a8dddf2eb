import { expect, test } from "vitest"
import { Forbidden, NotFound } from "@/domain/errors"
import { makeActor, makeCompany, makeVendor } from "@/test/factories"
import { readVendor } from "./read-vendor"
import { setVendorBlocked } from "./set-vendor-blocked"

const company = await makeCompany()
const purchaser = await makeActor(company.id, "purchaser")

test("a block keeps who set it and when; lifting it clears them; both stand in the history", async () => {
  const { no } = await makeVendor(company.id)
  await setVendorBlocked(purchaser, no, { blocked: "all", privacyBlocked: false })
  const { block } = await readVendor(purchaser, no)
  expect(block).toMatchObject({ blocked: "all", blockedBy: purchaser.name, blockedAt: expect.any(Date) })

  // Saying it again, or more, does not change who it was.
  const manager = await makeActor(company.id, "purchasing_manager")
  await setVendorBlocked(manager, no, { blocked: "all", privacyBlocked: false })
  await setVendorBlocked(manager, no, { blocked: "all", privacyBlocked: true })
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
  const wanted = { blocked: "all", privacyBlocked: false } as const
  const processor = await makeActor(company.id, "order_processor")
  await expect(setVendorBlocked(processor, no, wanted)).rejects.toThrow(Forbidden)
  expect((await readVendor(processor, no)).block.blocked).toBe("")
  const stranger = await makeActor((await makeCompany()).id, "purchaser")
  await expect(setVendorBlocked(stranger, no, wanted)).rejects.toThrow(NotFound)
  await expect(readVendor(stranger, no)).rejects.toThrow(NotFound)
  await expect(readVendor(await makeActor(company.id, "administrator"), no)).rejects.toThrow(Forbidden)
})
