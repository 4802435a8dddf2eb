import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { event, notification } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { Forbidden, NotFound, Refusal } from "@/domain/errors"
import { itemLine, makeActor, makeCompany, makeItem, makeSalesInvoice, makeVendor } from "@/test/factories"
import { askForVendor } from "./ask-for-vendor"
import { listVendorRegistrations } from "./list-vendor-registrations"
import { answerVendorRegistration, readVendorRegistration } from "./vendor-registrations"

const company = await makeCompany()
const processor = await makeActor(company.id, "order_processor")
const purchaser = await makeActor(company.id, "purchaser")
const item = await makeItem(company.id)
const { no: documentNo } = await makeSalesInvoice(company.id, [itemLine(item)])

const asked = (name: string) => ({ name, documentType: "sales_invoice" as const, documentNo })

const told = (userId: number) =>
  inCompany(company.id, async tx => {
    const rows = await tx
      .select({ kind: event.kind, data: event.data })
      .from(notification)
      .innerJoin(event, eq(event.id, notification.eventId))
      .where(eq(notification.userId, userId))
      .orderBy(event.id)
    return rows
  })

const code = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    error => (error instanceof Refusal ? error.issues[0]?.code : Promise.reject(error)),
  )

test("who may register no vendor asks those who may, once, and is told what it became", async () => {
  const twice = await Promise.all([
    askForVendor(processor, asked("Nieuwkomer")),
    askForVendor(processor, asked("nieuwkomer")),
  ])
  expect(new Set(twice).size).toBe(1)
  const id = twice[0]!
  expect(await told(purchaser.userId)).toMatchObject([{ kind: "vendor_registration.asked" }])
  expect((await listVendorRegistrations(purchaser)).rows.map(each => each.id)).toEqual([id])
  const { no } = await makeVendor(company.id, { name: "Nieuwkomer B.V." })
  await answerVendorRegistration(purchaser, id, { vendorNo: no })
  expect(await told(processor.userId)).toMatchObject([
    {
      kind: "vendor_registration.answered",
      data: { vendorNo: no, document: documentNo, documentType: "sales_invoice" },
    },
  ])
  expect(await listVendorRegistrations(purchaser)).toEqual({ rows: [], count: 0 })
  expect(await code(answerVendorRegistration(purchaser, id, { vendorNo: no }))).toBe("vendor_registration_answered")
  // It is asked for anew by who asks again.
  expect(await askForVendor(processor, asked("Nieuwkomer"))).not.toBe(id)
})

test("what is not registered says why", async () => {
  const id = await askForVendor(processor, asked("Niet deze"))
  expect(await code(answerVendorRegistration(purchaser, id, { reason: " " }))).toBe("required")
  expect(await code(answerVendorRegistration(purchaser, id, { vendorNo: "L99999" }))).toBe("no_such.vendors")
  await answerVendorRegistration(purchaser, id, { reason: "We buy that elsewhere" })
  expect((await told(processor.userId)).at(-1)).toMatchObject({
    kind: "vendor_registration.declined",
    data: { reason: "We buy that elsewhere" },
  })
})

test("a request is its company's, and answered by those who edit vendors", async () => {
  const id = await askForVendor(processor, asked("Van ons"))
  const stranger = await makeActor((await makeCompany()).id, "purchaser")
  await expect(readVendorRegistration(stranger, id)).rejects.toBeInstanceOf(NotFound)
  await expect(askForVendor(stranger, asked("X"))).rejects.toBeInstanceOf(NotFound)
  await expect(answerVendorRegistration(stranger, id, { reason: "x" })).rejects.toBeInstanceOf(NotFound)
  await expect(readVendorRegistration(processor, id)).rejects.toBeInstanceOf(Forbidden)
  const foreign = await makeVendor(stranger.companyId, { no: "L55555" })
  expect(await code(answerVendorRegistration(purchaser, id, { vendorNo: foreign.no }))).toBe("no_such.vendors")
  expect(await code(askForVendor(processor, asked("  ")))).toBe("vendor_name_missing")
})
