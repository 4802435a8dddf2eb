/** What was in force is kept, whoever changes setup, and begins for companies that were there before. */
import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { eq } from "drizzle-orm"
import postgres from "postgres"
import { afterAll, expect, inject, test } from "vitest"
import { verifyBooks } from "@/bin/verify-books/verify"
import { purchasesSetup, setupInForce, vendorPostingGroup } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { env } from "@/env"
import { makeActor, makeCompany, makeItem, makeVendor } from "./factories"
import { makePurchaseInvoice } from "./purchase-invoices"
import { onDatabase } from "./services"

const database = () => new URL(env().DATABASE_URL).pathname.slice(1)
const admin = postgres(onDatabase(inject("services").adminUrl, database()), { max: 1, onnotice: () => {} })
const owner = postgres(env().DATABASE_OWNER_URL!, { max: 1, onnotice: () => {} })
const app = postgres(env().DATABASE_URL, { max: 1 })
afterAll(() => Promise.all([admin.end(), owner.end(), app.end()]))

test("each state of a row is kept with its version, and a row that is gone too", async () => {
  const { id: companyId } = await makeCompany()
  const version = async () => {
    const [row] = await inCompany(companyId, tx => tx.select().from(purchasesSetup))
    return row!.setupVersion
  }
  const states = () =>
    inCompany(companyId, async tx => {
      const rows = await tx
        .select()
        .from(setupInForce)
        .where(eq(setupInForce.rowKey, "NIEUW"))
        .orderBy(setupInForce.setupVersion)
      return rows.map(({ setupVersion, content }) => [setupVersion, content?.payables_account_no ?? null])
    })
  const before = await version()
  await inCompany(companyId, async tx => {
    await tx.insert(vendorPostingGroup).values({ companyId, code: "NIEUW", payablesAccountNo: "1600" })
    await tx.update(vendorPostingGroup).set({ payablesAccountNo: "1610" }).where(eq(vendorPostingGroup.code, "NIEUW"))
    // As it was: no state of its own.
    await tx.update(vendorPostingGroup).set({ payablesAccountNo: "1610" }).where(eq(vendorPostingGroup.code, "NIEUW"))
    await tx.delete(vendorPostingGroup).where(eq(vendorPostingGroup.code, "NIEUW"))
  })
  expect(await states()).toEqual([
    [before + 1, "1600"],
    [before + 2, "1610"],
    [before + 3, null],
  ])
  await inCompany(companyId, tx => tx.update(purchasesSetup).set({ discountPosting: "all" }))
  expect(await version()).toBe(before + 4)
  await inCompany(companyId, tx => tx.update(purchasesSetup).set({ extDocNoMandatory: false }))
  expect(await version()).toBe(before + 5)
  // The version alone is no state.
  await inCompany(companyId, tx => tx.update(purchasesSetup).set({ setupVersion: before + 9 }))
  expect(await version()).toBe(before + 9)
})

test("a company of the version before begins with its setup as it is, and its books are clean", async () => {
  const { id: companyId } = await makeCompany()
  const manager = await makeActor(companyId, "purchasing_manager")
  const [vendor, item] = [await makeVendor(companyId, { currencyCode: "USD" }), await makeItem(companyId)]
  const lines = [
    { no: item.no, quantity: "3", price: "3.33" },
    { no: item.no, quantity: "-1", price: "1.07" },
  ]
  await postPurchaseDocument(manager, await makePurchaseInvoice(manager, vendor.no, lines), { unreviewed: true })
  const kept = () => inCompany(companyId, tx => tx.select({ name: setupInForce.tableName }).from(setupInForce))
  const rows = (await kept()).length
  // The database as it was before: without what the migration adds.
  await admin.unsafe(`
    DROP TABLE setup_in_force;
    DROP FUNCTION keep_setup_in_force, count_purchases_setup, keep_purchases_setup CASCADE;
    ALTER TABLE ledger_transaction DROP COLUMN setup_version;
    ALTER TABLE vendor_ledger_entry DROP COLUMN exchange_rate_amount, DROP COLUMN relational_exchange_rate_amount;
    ALTER TABLE purchases_setup DROP COLUMN discount_posting`)
  const file = fileURLToPath(new URL("../db/migrations/0018_setup_in_force.sql", import.meta.url))
  await owner.begin(async sql => {
    for (const statement of readFileSync(file, "utf8").split("--> statement-breakpoint")) await sql.unsafe(statement)
  })
  expect(await kept()).toHaveLength(rows)
  expect((await verifyBooks(app, companyId)).wrong).toEqual([])
  await postPurchaseDocument(manager, await makePurchaseInvoice(manager, vendor.no, lines), { unreviewed: true })
  expect((await verifyBooks(app, companyId)).wrong).toEqual([])
})
