import { eq } from "drizzle-orm"
import { beforeAll, describe, expect, test } from "vitest"
import { purchaseInvoice } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { addDays, endOfWeek, startOfWeek, today } from "@/domain/dates/date"
import { Forbidden } from "@/domain/errors"
import { makeActor, makeCompany, makeVendor, type TestCompany } from "@/test/factories"
import { listPurchaseDocuments, type PurchaseDocumentQuery } from "./list-purchase-documents"
import { newPurchaseDocument } from "./new-purchase-document"

const length = 120
let home: TestCompany
let marit: Actor
const nos: string[] = []
const now = today("Europe/Amsterdam")

beforeAll(async () => {
  home = await makeCompany()
  marit = await makeActor(home.id, "purchaser")
  const sellers = []
  for (const name of ["Zebra", "appelhof", "Noordkade Elektro"]) sellers.push(await makeVendor(home.id, { name }))
  for (let n = 0; n < length; n++) {
    const { no: vendorNo } = sellers[n % 3]!
    nos.push(await newPurchaseDocument(marit, { formId: `form-${n}`, vendorNo, vendorInvoiceNo: n ? `NK-${n}` : "" }))
  }
  await inCompany(home.id, async tx => {
    for (const [n, no] of nos.entries()) {
      const dueDate = n === 0 ? addDays(startOfWeek(now), -1) : n === 1 ? endOfWeek(now) : addDays(now, 30 + (n % 7))
      await tx
        .update(purchaseInvoice)
        .set({ amount: String((n * 37) % 50), dueDate, reviewState: n === 2 ? "sent_back" : "ready_for_review" })
        .where(eq(purchaseInvoice.no, no))
    }
  })
})

/** Every page from the first to the last, and back again. */
async function walk(query: PurchaseDocumentQuery): Promise<string[]> {
  const pages = [await listPurchaseDocuments(marit, query)]
  while (pages.at(-1)!.next) pages.push(await listPurchaseDocuments(marit, { ...query, cursor: pages.at(-1)!.next }))
  let back = pages.at(-1)!
  for (const page of pages.slice(0, -1).reverse()) {
    back = await listPurchaseDocuments(marit, { ...query, cursor: back.previous })
    expect(back.rows).toEqual(page.rows)
  }
  expect(back.previous).toBeUndefined()
  return pages.flatMap(page => page.rows.map(invoice => invoice.no))
}

describe("the list", () => {
  test.each(["no", "vendor", "documentDate", "dueDate", "amount"] as const)(
    "pages by key when sorted by %s, both ways, each invoice once",
    async sort => {
      const up = await walk({ sort })
      expect(new Set(up).size).toBe(length)
      expect(await walk({ sort, descending: true })).toEqual([...up].reverse())
    },
  )

  test("sorts names as people do", async () => {
    const { rows: invoices } = await listPurchaseDocuments(marit, { sort: "vendor" })
    expect(invoices[0]!.buyFromVendorName).toBe("appelhof")
  })

  test("filters by state, due date, vendor and a missing Vendor Invoice No., and counts the matches", async () => {
    const found = async (query: PurchaseDocumentQuery) => {
      const { rows: invoices, count } = await listPurchaseDocuments(marit, query)
      expect(count).toBe(invoices.length)
      return invoices.map(invoice => invoice.no)
    }
    expect(await found({ state: "sent_back" })).toEqual([nos[2]])
    expect(await found({ due: "overdue" })).toEqual([nos[0]])
    expect(await found({ due: "this_week" })).toEqual([nos[1]])
    expect(await found({ withoutVendorInvoiceNo: true })).toEqual([nos[0]])
    expect(await found({ vendorNo: "L99999" })).toEqual([])
    expect((await listPurchaseDocuments(marit, {})).count).toBe(length)
  })

  test("finds by number, vendor with a typing error and Vendor Invoice No., the best first, paged", async () => {
    const first = async (search: string) => (await listPurchaseDocuments(marit, { search })).rows[0]?.no
    expect(await first(nos[5]!.toLowerCase())).toBe(nos[5])
    expect(await first("nk-77")).toBe(nos[77])
    expect(await listPurchaseDocuments(marit, { search: "nordkade" })).toMatchObject({ count: length / 3 })
    expect((await walk({ search: "noordkade" })).length).toBe(length / 3)
    expect((await listPurchaseDocuments(marit, { search: "qqqqqqq" })).rows).toEqual([])
  })

  test("a cursor that was tampered with is the first page", async () => {
    const first = await listPurchaseDocuments(marit, {})
    for (const cursor of ["x", "W10", Buffer.from('["after","2026-01-01"]').toString("base64url")]) {
      expect(await listPurchaseDocuments(marit, { cursor })).toEqual(first)
    }
    const wrongType = Buffer.from('["after","abc","IF"]').toString("base64url")
    expect((await listPurchaseDocuments(marit, { sort: "amount", cursor: wrongType })).rows).toHaveLength(50)
  })

  test("shows order processors those of their own requests until reviewed, and administrators none", async () => {
    const processor = await makeActor(home.id, "order_processor")
    expect((await listPurchaseDocuments(processor, {})).count).toBe(0)
    await inCompany(home.id, async tx => {
      for (const no of nos.slice(10, 12)) {
        await tx.update(purchaseInvoice).set({ requestedBy: processor.userId }).where(eq(purchaseInvoice.no, no))
      }
      await tx.update(purchaseInvoice).set({ reviewState: "reviewed" }).where(eq(purchaseInvoice.no, nos[11]!))
    })
    expect((await listPurchaseDocuments(processor, {})).rows.map(invoice => invoice.no)).toEqual([nos[10]])
    const administrator = await makeActor(home.id, "administrator")
    await expect(listPurchaseDocuments(administrator, {})).rejects.toThrow(Forbidden)
  })
})
