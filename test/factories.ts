/**
 * Makes what a test needs, in the real database: one call, one thing, every field with a default that can be told
 * otherwise. Numbers come from the company's own series, as the product's do.
 */
import { hash } from "@node-rs/argon2"
import { eq } from "drizzle-orm"
import { drizzle } from "drizzle-orm/postgres-js"
import postgres from "postgres"
import { insertDemoSetup } from "@/bin/demo/demo-setup"
import { priceSalesInvoice } from "@/bin/demo/price-sales-invoice"
import { database } from "@/db/client"
import { insertCompanyRows } from "@/db/company-rows"
import { confirmAccounts, proposeAccounts } from "@/db/demo/bank-accounts"
import type { DemoSalesLine } from "@/db/demo/sales-line"
import { currencies } from "@/db/demo/setup/currencies"
import {
  company,
  companyUser,
  customer,
  installation,
  item,
  itemUnitOfMeasure,
  itemVendor,
  membership,
  purchaseLineDiscount,
  purchasePrice,
  purchaser,
  salesInvoice,
  salesInvoiceLine,
  users,
  vendor,
} from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import type { Role } from "@/domain/access/rights"
import { today } from "@/domain/dates/date"
import { takeNumber } from "@/domain/numbering/take-number"
import { env } from "@/env"

export type TestCompany = typeof company.$inferSelect

/** Makes names differ within a test file, which has a database of its own. */
let made = 0
const next = () => ++made

/**
 * A Dutch company in euro with its whole setup (chart of accounts, posting groups, terms, currencies, units, number
 * series) and one purchaser, JB; without vendors, items, customers and users.
 */
export async function makeCompany(overrides: Partial<typeof company.$inferInsert> = {}): Promise<TestCompany> {
  const n = next()
  const values = {
    slug: `company-${n}`,
    name: `Company ${n}`,
    countryRegionCode: "NL",
    currencyCode: "EUR",
    timeZone: "Europe/Amsterdam",
    ...overrides,
  }
  // The application's role may not make companies.
  const owner = postgres(env().DATABASE_OWNER_URL!, { max: 1 })
  const [row] = await drizzle(owner).insert(company).values(values).returning()
  await owner.end()
  await inCompany(row!.id, async tx => {
    await insertDemoSetup(tx, row!.id)
    await insertCompanyRows(tx, row!.id, purchaser, [{ code: "JB", name: "Jelle Brandwijk" }])
  })
  return row!
}

/** Makes the database that of a demo, whose captured mail holds links too. */
export async function markAsDemo(): Promise<void> {
  const owner = postgres(env().DATABASE_OWNER_URL!, { max: 1 })
  await drizzle(owner).insert(installation).values({ key: "demo", value: "1", demo: true }).onConflictDoNothing()
  await owner.end()
}

/** The password of every user made here. */
export const testPassword = "inkoop-demo"

let hashed: Promise<string> | undefined

/** A user with a proven address who belongs to no company yet. */
export async function makeUser(overrides: Partial<typeof users.$inferInsert> = {}): Promise<typeof users.$inferSelect> {
  const n = next()
  hashed ??= hash(testPassword)
  const values = {
    email: `user-${n}@test.example`,
    name: `User ${n}`,
    passwordHash: await hashed,
    verifiedAt: new Date(),
    ...overrides,
  }
  const [row] = await database().insert(users).values(values).returning()
  return row!
}

/** Gives a user roles in a company, and answers who they are there. */
export async function makeMember(
  companyId: number,
  user: Pick<typeof users.$inferSelect, "id" | "name" | "language">,
  roles: readonly Role[],
): Promise<Actor> {
  if (roles.length > 0) {
    await database().insert(companyUser).values({ companyId, userId: user.id })
    await database()
      .insert(membership)
      .values(roles.map(role => ({ companyId, userId: user.id, role })))
  }
  return { userId: user.id, name: user.name, language: user.language ?? "en", companyId, roles }
}

/** A new user with these roles in the company: the first argument of every operation. */
export async function makeActor(companyId: number, ...roles: Role[]): Promise<Actor> {
  return makeMember(companyId, await makeUser(), roles)
}

/** Two who are nobody else: the first proposes bank accounts of vendors, the second confirms them. */
const [proposer, confirmer] = [
  { id: -1, name: "Proposer" },
  { id: -2, name: "Confirmer" },
]

let accountsMade = 0
async function makeConfirmedAccount(tx: Tx, row: typeof vendor.$inferSelect): Promise<void> {
  await proposeAccounts(tx, row.companyId, [row], { proposer, first: ++accountsMade })
  await confirmAccounts(tx, row.companyId, { proposer, confirmer, vendorNo: row.no })
}

/** A domestic vendor in the company's currency, 30 days net, not blocked, with a confirmed bank account. */
export async function makeVendor(
  companyId: number,
  overrides: Partial<typeof vendor.$inferInsert> = {},
): Promise<typeof vendor.$inferSelect> {
  return inCompany(companyId, async tx => {
    const no = overrides.no ?? (await takeNumber(tx, companyId, "L"))
    const name = overrides.name ?? `Vendor ${no}`
    const values = {
      companyId,
      no,
      name,
      searchName: name.toUpperCase(),
      address: "Kadeweg 1",
      postCode: "1500 AB",
      city: "Zaandam",
      countryRegionCode: "NL",
      paymentTermsCode: "30D",
      paymentMethodCode: "BANK",
      purchaserCode: "JB",
      vendorPostingGroup: "BINNENL",
      genBusPostingGroup: "BINNENL",
      vatBusPostingGroup: "BINNENL",
      ...overrides,
    }
    const [row] = await tx.insert(vendor).values(values).returning()
    await makeConfirmedAccount(tx, row!)
    return row!
  })
}

export type TestItem = typeof item.$inferSelect & {
  /** Base units in each of its units. */
  units: Record<string, string>
}

/**
 * An inventory item at 21 %, counted in pieces, last bought at 10.00 and sold at 15.00, without a default vendor.
 * @param units further units, e.g. `{ DOOS: "12" }`
 */
export async function makeItem(
  companyId: number,
  overrides: Partial<typeof item.$inferInsert> = {},
  units: Record<string, string> = {},
): Promise<TestItem> {
  const values = {
    companyId,
    no: String(10_000 + next()),
    description: `Item ${made}`,
    baseUnitOfMeasure: "STUK",
    lastDirectCost: "10",
    unitPrice: "15",
    genProdPostingGroup: "HANDEL",
    vatProdPostingGroup: "HOOG",
    inventoryPostingGroup: "HANDEL",
    ...overrides,
  }
  const allUnits = { [values.baseUnitOfMeasure]: "1", ...units }
  return inCompany(companyId, async tx => {
    const [row] = await tx.insert(item).values(values).returning()
    await insertCompanyRows(
      tx,
      companyId,
      itemUnitOfMeasure,
      Object.entries(allUnits).map(([code, qtyPerUnitOfMeasure]) => ({ itemNo: values.no, code, qtyPerUnitOfMeasure })),
    )
    const { no: itemNo, vendorNo, vendorItemNo } = row!
    if (vendorNo && vendorItemNo) await tx.insert(itemVendor).values({ companyId, vendorNo, itemNo, vendorItemNo })
    return { ...row!, units: allUnits }
  })
}

/** A row of a vendor's price list: in euro, per base unit, from one piece on, for ever. */
export async function makePurchasePrice(
  companyId: number,
  price: Pick<typeof purchasePrice.$inferInsert, "vendorNo" | "itemNo" | "directUnitCost"> &
    Partial<typeof purchasePrice.$inferInsert>,
): Promise<typeof purchasePrice.$inferSelect> {
  return inCompany(companyId, async tx => {
    const values = { currencyCode: "EUR", ...price, companyId }
    const [row] = await tx.insert(purchasePrice).values(values).returning()
    return row!
  })
}

/** A line discount of a vendor on an item: in euro, per base unit, from one piece on, for ever. */
export async function makePurchaseLineDiscount(
  companyId: number,
  discount: Pick<typeof purchaseLineDiscount.$inferInsert, "vendorNo" | "itemNo" | "lineDiscountPercent"> &
    Partial<typeof purchaseLineDiscount.$inferInsert>,
): Promise<typeof purchaseLineDiscount.$inferSelect> {
  return inCompany(companyId, async tx => {
    const values = { currencyCode: "EUR", ...discount, companyId }
    const [row] = await tx.insert(purchaseLineDiscount).values(values).returning()
    return row!
  })
}

/** A domestic customer in the company's currency. */
export async function makeCustomer(
  companyId: number,
  overrides: Partial<typeof customer.$inferInsert> = {},
): Promise<typeof customer.$inferSelect> {
  return inCompany(companyId, async tx => {
    const no = overrides.no ?? (await takeNumber(tx, companyId, "D"))
    const values = {
      companyId,
      no,
      name: `Customer ${no}`,
      address: "Molenrand 12",
      postCode: "8000 AB",
      city: "Zwolle",
      countryRegionCode: "NL",
      paymentTermsCode: "30D",
      customerPostingGroup: "BINNENL",
      genBusPostingGroup: "BINNENL",
      vatBusPostingGroup: "BINNENL",
      ...overrides,
    }
    const [row] = await tx.insert(customer).values(values).returning()
    return row!
  })
}

/** A line that sells an item in its base unit at its price; tell quantity, unit or text otherwise. */
export function itemLine(sold: TestItem, overrides: Partial<DemoSalesLine> = {}): DemoSalesLine {
  const unit = overrides.unitOfMeasureCode ?? sold.baseUnitOfMeasure
  return {
    type: "item",
    no: sold.no,
    description: sold.description,
    quantity: "1",
    unitOfMeasureCode: unit,
    qtyPerUnitOfMeasure: sold.units[unit] ?? "1",
    unitPrice: sold.unitPrice,
    vatProdPostingGroup: sold.vatProdPostingGroup,
    genProdPostingGroup: sold.genProdPostingGroup,
    ...overrides,
  }
}

/** A line of text alone. */
export function commentLine(description: string): DemoSalesLine {
  return { type: "comment", description }
}

/** A charge on a G/L account, a type that Create Purchase Invoice does not support. */
export function glAccountLine(overrides: Partial<DemoSalesLine> = {}): DemoSalesLine {
  return {
    type: "gl_account",
    no: "8450",
    description: "Vrachtkosten binnenland",
    quantity: "1",
    unitPrice: "65",
    vatProdPostingGroup: "HOOG",
    genProdPostingGroup: "DIENSTEN",
    ...overrides,
  }
}

/**
 * An ongoing sales invoice of today, due at once, priced by the product's rules.
 * @param lines in order; none: a header alone
 * @param overrides of the header; without `customerNo` a customer is made for it
 */
export async function makeSalesInvoice(
  companyId: number,
  lines: readonly DemoSalesLine[] = [],
  overrides: Partial<typeof salesInvoice.$inferInsert> = {},
): Promise<typeof salesInvoice.$inferSelect> {
  const soldTo = overrides.customerNo
    ? await findCustomer(companyId, overrides.customerNo)
    : await makeCustomer(companyId)
  const documentDate = overrides.documentDate ?? today("Europe/Amsterdam")
  const values = {
    companyId,
    customerNo: soldTo.no,
    customerName: soldTo.name,
    address: soldTo.address,
    postCode: soldTo.postCode,
    city: soldTo.city,
    countryRegionCode: soldTo.countryRegionCode,
    genBusPostingGroup: soldTo.genBusPostingGroup,
    vatBusPostingGroup: soldTo.vatBusPostingGroup,
    paymentTermsCode: soldTo.paymentTermsCode,
    documentDate,
    postingDate: documentDate,
    dueDate: documentDate,
    currencyCode: soldTo.currencyCode ?? "EUR",
    pricesIncludingVat: false,
    ...overrides,
  }
  const terms = {
    vatBusPostingGroup: values.vatBusPostingGroup ?? "BINNENL",
    decimals: currencies.find(({ code }) => code === values.currencyCode)?.amountDecimals ?? 2,
    pricesIncludingVat: values.pricesIncludingVat,
  }
  const priced = priceSalesInvoice(terms, lines)
  return inCompany(companyId, async tx => {
    const no = overrides.no ?? (await takeNumber(tx, companyId, "VF"))
    const [row] = await tx
      .insert(salesInvoice)
      .values({ ...priced.header, ...values, no })
      .returning()
    await insertCompanyRows(
      tx,
      companyId,
      salesInvoiceLine,
      priced.lines.map(line => ({ ...line, documentNo: no })),
    )
    return row!
  })
}

function findCustomer(companyId: number, no: string): Promise<typeof customer.$inferSelect> {
  return inCompany(companyId, async tx => {
    const [row] = await tx.select().from(customer).where(eq(customer.no, no))
    if (!row) throw new Error(`the test's company has no customer ${no}`)
    return row
  })
}
