import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { noSeries, purchasesSetup, vendor } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { Forbidden, NotFound, Refusal } from "@/domain/errors"
import { makeActor, makeCompany } from "@/test/factories"
import { proveVendor } from "./prove-vendor"
import { readNewVendor, readVendor } from "./read-vendor"
import { registerVendor } from "./register-vendor"
import { saveVendor } from "./save-vendor"

const company = await makeCompany()
const maker = await makeActor(company.id, "purchaser")
const second = await makeActor(company.id, "purchasing_manager")

const codes = (promise: Promise<unknown>) =>
  promise.then(
    () => [],
    error =>
      error instanceof Refusal ? error.issues.map(({ code, params }) => [code, params?.no]) : Promise.reject(error),
  )

test("a vendor made in passing is unproven until a second person has looked at it", async () => {
  const { no } = await registerVendor(maker, { name: "Tussendoor", countryRegionCode: "NL" })
  expect((await readVendor(maker, no)).block.unproven).toBe(true)
  expect(await codes(proveVendor(maker, no))).toEqual([["vendor_proof_own", no]])
  const stranger = await makeActor((await makeCompany()).id, "purchaser")
  await expect(proveVendor(stranger, no)).rejects.toBeInstanceOf(NotFound)
  await expect(proveVendor(await makeActor(company.id, "order_processor"), no)).rejects.toBeInstanceOf(Forbidden)
  await proveVendor(second, no)
  const { block, history } = await readVendor(maker, no)
  expect(block.unproven).toBe(false)
  expect(history[0]).toMatchObject({ kind: "vendor.proven", actorName: second.name })
  const { no: plain } = await saveVendor(maker, {
    key: null,
    version: 0,
    typed: { name: "Rustig", countryRegionCode: "NL" },
  })
  expect((await readVendor(maker, plain)).block.unproven).toBe(false)
})

test("who is alone proves what they made themselves", async () => {
  const alone = await makeActor((await makeCompany()).id, "purchasing_manager", "administrator")
  const { no } = await registerVendor(alone, { name: "Eigen", countryRegionCode: "NL" })
  await proveVendor(alone, no)
  expect((await readVendor(alone, no)).block.unproven).toBe(false)
})

test("a number is typed where the series allows it, and is no other vendor's", async () => {
  const typed = { no: "x-17", name: "Met nummer", countryRegionCode: "NL" }
  const save = (over: Record<string, string> = {}) =>
    saveVendor(maker, { key: null, version: 0, typed: { ...typed, ...over } })
  expect((await readNewVendor(maker)).typesNumber).toBe(false)
  expect((await save()).no).toMatch(/^L\d{5}$/u)
  await inCompany(company.id, async tx => {
    const [setup] = await tx.select().from(purchasesSetup)
    await tx.update(noSeries).set({ manualNos: true }).where(eq(noSeries.code, setup!.vendorNos))
  })
  expect((await readNewVendor(maker)).typesNumber).toBe(true)
  expect((await save({ name: "Getypt", city: "Delft" })).no).toBe("X-17")
  expect(await codes(save({ name: "Nog een", city: "Gouda" }))).toEqual([["setup.exists", undefined]])
  const { no } = await save({ no: "", name: "Uit de reeks", city: "Hoorn" })
  expect(no).toMatch(/^L\d{5}$/u)
  // One that is typed ahead of the series is passed over by it.
  const next = `L${String(Number(no.slice(1)) + 1).padStart(5, "0")}`
  await save({ no: next, name: "Vooruit", city: "Lisse" })
  expect(Number((await save({ no: "", name: "Daarna", city: "Breda" })).no.slice(1))).toBe(Number(no.slice(1)) + 2)
  const rows = await inCompany(company.id, tx => tx.select().from(vendor).where(eq(vendor.no, "X-17")))
  expect(rows).toHaveLength(1)
})
