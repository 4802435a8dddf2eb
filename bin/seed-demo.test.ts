import { verify } from "@node-rs/argon2"
import { eq, type SQL, sql } from "drizzle-orm"
import { beforeAll, describe, expect, test } from "vitest"
import { database } from "@/db/client"
import { kolkwijk as landmarks, waterlanden as neighbour } from "@/db/demo/landmarks"
import { demoPassword, demoUsers } from "@/db/demo/users"
import { company, paymentTerms, salesInvoice, salesInvoiceLine, users } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { today } from "@/domain/dates/date"
import { parseDateFormula } from "@/domain/dates/date-formula"
import { dueDates } from "@/domain/documents/due-date"
import { Decimal, sum } from "@/domain/money/decimal"
import { vatTotals } from "@/domain/vat/vat-totals"
import { seedDemo } from "./seed-demo"

const ids = { kolkwijk: 0, waterlanden: 0 }
let firstRun: { seeded: boolean }

beforeAll(async () => {
  firstRun = await seedDemo()
  for (const row of await database().select().from(company)) ids[row.slug as keyof typeof ids] = row.id
})

/** One row of numbers, as the company sees it. */
async function ask<Row extends Record<string, unknown>>(companyId: number, query: SQL): Promise<Row> {
  const [row] = await inCompany(companyId, tx => tx.execute<Row>(query))
  return row as Row
}

const counts = sql`
  SELECT (SELECT count(*)::int FROM vendor) AS vendors, (SELECT count(*)::int FROM item) AS items,
    (SELECT count(*)::int FROM customer) AS customers, (SELECT count(*)::int FROM sales_invoice) AS invoices,
    (SELECT count(*)::int FROM sales_invoice_line) AS lines, (SELECT count(*)::int FROM purchase_price) AS prices,
    (SELECT count(*)::int FROM purchase_line_discount) AS discounts`

type Counts = Record<"vendors" | "items" | "customers" | "invoices" | "lines" | "prices" | "discounts", number>

test("is as large as promised", async () => {
  expect(firstRun).toEqual({ seeded: true })
  const first = await ask<Counts>(ids.kolkwijk, counts)
  expect(first.vendors).toBeGreaterThanOrEqual(28)
  expect(first.items).toBeGreaterThanOrEqual(320)
  expect(first.customers).toBeGreaterThanOrEqual(65)
  expect(first.invoices).toBeGreaterThanOrEqual(85)
  expect(first.prices).toBeGreaterThanOrEqual(600)
  expect(first.discounts).toBeGreaterThanOrEqual(20)
  const second = await ask<Counts>(ids.waterlanden, counts)
  expect(second).toMatchObject({ vendors: 9, items: 42, customers: 10, invoices: 13 })
})

test("seeding again, or twice at once, makes nothing twice", async () => {
  const before = await ask<Counts>(ids.kolkwijk, counts)
  expect(await Promise.all([seedDemo(), seedDemo()])).toEqual([{ seeded: false }, { seeded: false }])
  expect(await ask<Counts>(ids.kolkwijk, counts)).toEqual(before)
  expect(await database().select().from(company)).toHaveLength(2)
})

test("the users sign in with the one password and hold their roles", async () => {
  const all = await database().select().from(users)
  expect(all.map(user => user.email).sort()).toEqual(demoUsers.map(user => user.email).sort())
  expect(all[0]!.passwordHash).toMatch(/^\$argon2id\$/)
  expect(await verify(all[0]!.passwordHash, demoPassword)).toBe(true)
  const held = await database().execute(sql`
    SELECT c.slug, m.role::text FROM membership m JOIN users u ON u.id = m.user_id JOIN company c ON c.id = m.company_id
    WHERE u.email = 'both@demo.example' ORDER BY c.slug, m.role`)
  expect([...held]).toEqual([
    { slug: "kolkwijk", role: "order_processor" },
    { slug: "kolkwijk", role: "purchasing_manager" },
    { slug: "waterlanden", role: "purchasing_manager" },
  ])
})

test("the fence holds: one company sees nothing of the other, nobody without a company sees anything", async () => {
  const own = await ask(
    ids.waterlanden,
    sql`
    SELECT bool_and(company_id = ${ids.waterlanden}) AS own FROM
      (SELECT company_id FROM sales_invoice UNION ALL SELECT company_id FROM vendor UNION ALL SELECT company_id FROM item)`,
  )
  expect(own).toEqual({ own: true })
  const [outside] = await database().execute(counts)
  expect(Object.values(outside!)).toEqual([0, 0, 0, 0, 0, 0, 0])
})

test("the same numbers stand for different things in the two companies", async () => {
  const both = sql`
    SELECT (SELECT customer_name FROM sales_invoice WHERE no = ${neighbour.salesInvoiceInBoth}) AS customer,
      (SELECT name FROM vendor WHERE no = ${neighbour.vendorInBoth}) AS vendor,
      (SELECT description FROM item WHERE no = ${neighbour.itemInBoth}) AS item,
      (SELECT count(*)::int FROM sales_invoice WHERE no = ${neighbour.salesInvoiceHereAlone}) AS alone`
  expect(await ask(ids.kolkwijk, both)).toEqual({
    customer: "Installatiebedrijf Molenrand B.V.",
    vendor: "Noordkade Elektro B.V.",
    item: "Installatiekabel 3G2,5 mm², ring 100 m",
    alone: 0,
  })
  expect(await ask(ids.waterlanden, both)).toEqual({
    customer: "Jachthaven Volenmeer",
    vendor: "Gemaal & Pomp Beheer B.V.",
    item: "Dompelpomp 0,75 kW, RVS",
    alone: 1,
  })
})

describe.each(["kolkwijk", "waterlanden"] as const)("%s", slug => {
  test("every vendor × item has its VAT and general posting setup, every item its groups and units", async () => {
    const missing = await ask(
      ids[slug],
      sql`
      SELECT count(*) FILTER (WHERE v.vat_identifier IS NULL)::int AS vat, count(*) FILTER (WHERE g.purchase_account_no IS NULL)::int AS general,
        count(*) FILTER (WHERE vendor.vendor_posting_group IS NULL)::int AS "group",
        (SELECT count(*)::int FROM item WHERE inventory_posting_group IS NULL AND type = 'inventory') AS inventory,
        (SELECT count(*)::int FROM item i WHERE NOT EXISTS (SELECT FROM item_unit_of_measure u
          WHERE u.item_no = i.no AND u.code = i.base_unit_of_measure AND u.qty_per_unit_of_measure = 1)) AS base_unit,
        (SELECT count(*)::int FROM item i WHERE vendor_no IS NOT NULL AND NOT EXISTS (SELECT FROM vendor o WHERE o.no = i.vendor_no)) AS default_vendor
      FROM vendor CROSS JOIN item
      LEFT JOIN vat_posting_setup v ON v.vat_bus_posting_group = vendor.vat_bus_posting_group AND v.vat_prod_posting_group = item.vat_prod_posting_group
      LEFT JOIN general_posting_setup g ON g.gen_bus_posting_group = vendor.gen_bus_posting_group AND g.gen_prod_posting_group = item.gen_prod_posting_group`,
    )
    expect(missing).toEqual({ vat: 0, general: 0, group: 0, inventory: 0, base_unit: 0, default_vendor: 0 })
  })

  test("every account that the setup names takes postings, and every stored formula can be read", async () => {
    const unknown = await inCompany(ids[slug], tx =>
      tx.execute(sql`
      SELECT no FROM (
        SELECT unnest(ARRAY[sales_account_no, sales_credit_memo_account_no, purchase_account_no, purchase_credit_memo_account_no,
          purchase_line_discount_account_no, purchase_invoice_discount_account_no, cost_of_goods_sold_account_no,
          inventory_adjustment_account_no, direct_cost_applied_account_no]) AS no FROM general_posting_setup
        UNION SELECT unnest(ARRAY[purchase_vat_account_no, sales_vat_account_no, reverse_charge_vat_account_no]) FROM vat_posting_setup
        UNION SELECT unnest(ARRAY[payables_account_no, invoice_rounding_account_no, payment_discount_account_no]) FROM vendor_posting_group
        UNION SELECT receivables_account_no FROM customer_posting_group
        UNION SELECT inventory_account_no FROM inventory_posting_group
        UNION SELECT unnest(ARRAY[realized_gains_account_no, realized_losses_account_no, rounding_account_no]) FROM currency
        UNION SELECT charges_account_no FROM purchases_setup
        UNION SELECT no FROM sales_invoice_line WHERE type = 'gl_account') AS named
      WHERE no IS NOT NULL AND NOT EXISTS (SELECT FROM gl_account a WHERE a.no = named.no AND a.account_type = 'posting' AND NOT a.blocked)`),
    )
    expect([...unknown]).toEqual([])
    const terms = await inCompany(ids[slug], tx => tx.select().from(paymentTerms))
    const leadTimes = await inCompany(ids[slug], tx =>
      tx.execute<{ f: string }>(sql`SELECT lead_time_calculation AS f FROM vendor`),
    )
    const formulas = [
      ...terms.flatMap(t => [t.dueDateCalculation, t.discountDateCalculation]),
      ...leadTimes.map(v => v.f),
    ]
    expect(formulas.filter(formula => !parseDateFormula(formula).ok)).toEqual([])
  })

  test("every sales invoice adds up: lines, VAT groups, header", async () => {
    const [headers, lines] = await inCompany(ids[slug], async tx => [
      await tx.select().from(salesInvoice).orderBy(salesInvoice.no),
      await tx.select().from(salesInvoiceLine).orderBy(salesInvoiceLine.documentNo, salesInvoiceLine.lineNo),
    ])
    for (const header of headers) {
      const own = lines.filter(line => line.documentNo === header.no)
      expect(own.map(line => line.lineNo)).toEqual(own.map((_, index) => (index + 1) * 10_000))
      expect([header.lineCount, header.lastLineId]).toEqual([own.length, own.length])
      const { totals } = vatTotals({
        pricesIncludingVat: header.pricesIncludingVat,
        decimals: 2,
        lines: own.map(line => ({
          id: line.lineId,
          lineAmount: new Decimal(line.lineAmount),
          vatPercent: new Decimal(line.vatPercent),
          vatIdentifier: line.vatIdentifier,
          calculationType: line.vatCalculationType,
        })),
      })
      expect(header.amount, header.no).toBe(totals.amount.toFixed())
      expect(header.amountIncludingVat, header.no).toBe(totals.amountIncludingVat.toFixed())
      expect(sum(own.map(line => new Decimal(line.amount))).toFixed(), header.no).toBe(header.amount)
      expect(sum(own.map(line => new Decimal(line.amountIncludingVat))).toFixed()).toBe(header.amountIncludingVat)
    }
  })

  test("documents are of the last weeks, the newest of now, due by their terms", async () => {
    const now = today("Europe/Amsterdam")
    const headers = await inCompany(ids[slug], tx => tx.select().from(salesInvoice))
    const terms = new Map((await inCompany(ids[slug], tx => tx.select().from(paymentTerms))).map(t => [t.code, t]))
    for (const header of headers) {
      expect(header.documentDate <= now, header.no).toBe(true)
      expect(header.dueDate, header.no).toBe(
        dueDates(header.documentDate, terms.get(header.paymentTermsCode!) ?? null).dueDate,
      )
    }
  })

  test("every item line names an item, in a unit that the item has; most invoices have 3 to 30 lines", async () => {
    const astray = await ask(
      ids[slug],
      sql`
      SELECT count(*)::int AS lines FROM sales_invoice_line l WHERE type = 'item' AND no IS NOT NULL AND NOT EXISTS (
        SELECT FROM item_unit_of_measure u WHERE u.item_no = l.no AND u.code = l.unit_of_measure_code
          AND u.qty_per_unit_of_measure = l.qty_per_unit_of_measure)`,
    )
    expect(astray).toEqual({ lines: 0 })
    const size = await ask<{ share: number }>(
      ids[slug],
      sql`
      SELECT avg((line_count BETWEEN 3 AND 30)::int)::float AS share FROM sales_invoice`,
    )
    expect(size.share).toBeGreaterThan(0.9)
  })

  test("the next numbers of the series are free", async () => {
    const taken = await ask(
      ids[slug],
      sql`
      SELECT (SELECT max(no) <= s.prefix || lpad(s.last_number::text, s.digits, '0') FROM sales_invoice) AS invoices,
        (SELECT max(no) <= 'L' || (SELECT last_number FROM no_series WHERE code = 'L') FROM vendor) AS vendors,
        (SELECT max(no) <= 'D' || (SELECT last_number FROM no_series WHERE code = 'D') FROM customer) AS customers
      FROM no_series s WHERE s.code = 'VF'`,
    )
    expect(taken).toEqual({ invoices: true, vendors: true, customers: true })
  })
})

describe("Kolkwijk's landmarks", () => {
  type Line = { type: string; no: string | null; vendor: string | null; blocked: boolean | null; vat: string }
  const linesOf = async (no: string) => [
    ...(await inCompany(ids.kolkwijk, tx =>
      tx.execute<Line>(sql`
      SELECT l.type, l.no, i.vendor_no AS vendor, i.blocked, l.vat_percent::text AS vat
      FROM sales_invoice_line l LEFT JOIN item i ON l.type = 'item' AND i.no = l.no
      WHERE l.document_no = ${no} ORDER BY l.line_no`),
    )),
  ]
  const at = landmarks.salesInvoices
  const types = async (no: string) => {
    const counted: Record<string, number> = {}
    for (const line of await linesOf(no)) counted[line.type] = (counted[line.type] ?? 0) + 1
    return counted
  }
  const vendorsOf = async (no: string) => [
    ...new Set((await linesOf(no)).filter(line => line.type === "item").map(line => line.vendor)),
  ]

  test("line types", async () => {
    expect(await types(at.example)).toEqual({ comment: 1, item: 10, gl_account: 1 })
    expect(await types(at.comments)).toEqual({ comment: 3, item: 8 })
    expect(await types(at.glAccountLine)).toEqual({ item: 6, gl_account: 1 })
    expect(await types(at.withoutLines)).toEqual({})
    expect(await types(at.thousandLines)).toEqual({ item: 1000 })
    expect(await types(at.resourceLine)).toEqual({ item: 5, resource: 1 })
    expect(await types(at.unsupportedTypes)).toEqual({
      item: 2,
      gl_account: 1,
      resource: 1,
      charge_item: 1,
      fixed_asset: 1,
    })
  })

  test("default vendors", async () => {
    const { plain, blocked, usd, germany } = landmarks.vendors
    expect(await vendorsOf(at.example)).toEqual([plain])
    expect(await vendorsOf(at.sharedVendor)).toEqual(["L20019"])
    expect(await vendorsOf(at.sharedSanitary)).toEqual(["L20233"])
    expect(await vendorsOf(at.blockedDefaultVendor)).toEqual([blocked])
    expect(await vendorsOf(at.usdVendor)).toEqual([usd])
    expect(await vendorsOf(at.reverseChargeVendor)).toEqual([germany])
    expect(await vendorsOf(at.noDefaultVendor)).toEqual([null])
    expect((await vendorsOf(at.mixedVendors)).length).toBeGreaterThan(2)
    expect(await types(at.sharedVendor)).toEqual({ item: 6 })
    expect(await types(at.usdVendor)).toEqual({ item: 18 })
    expect(await types(at.blockedDefaultVendor)).toEqual({ item: 14 })
    expect(await types(at.sharedSanitary)).toEqual({ item: 22 })
  })

  test("blocked items, a book at the low rate, currencies, prices including VAT", async () => {
    expect((await linesOf(at.blockedItem)).map(line => line.blocked)).toEqual([false, false, true, false, false])
    expect((await linesOf(at.purchasingBlockedItem)).map(line => line.no)[2]).toBe(landmarks.items.purchasingBlocked)
    expect((await linesOf(at.lowVatBook)).at(-1)).toMatchObject({ no: landmarks.items.lowVat, vat: "9" })
    const header = (no: string) =>
      inCompany(ids.kolkwijk, tx => tx.select().from(salesInvoice).where(eq(salesInvoice.no, no))).then(
        rows => rows[0]!,
      )
    expect((await header(at.foreignCurrency)).currencyCode).toBe("GBP")
    expect((await header(at.pricesIncludingVat)).pricesIncludingVat).toBe(true)
    expect(await header(at.example)).toMatchObject({ lineCount: 12, amount: "4643.48", amountIncludingVat: "5618.61" })
  })
})
