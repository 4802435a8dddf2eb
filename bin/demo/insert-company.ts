import { sql } from "drizzle-orm"
import { type CompanyRow, insertCompanyRows } from "@/db/company-rows"
import type { DemoCompany, DemoCustomer, DemoSalesInvoice } from "@/db/demo/company"
import {
  company,
  customer,
  item,
  itemUnitOfMeasure,
  itemVendor,
  orderAddress,
  purchaseLineDiscount,
  purchasePrice,
  purchaser,
  salesInvoice,
  salesInvoiceLine,
  vendor,
} from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { addDays, type IsoDate, weekday } from "@/domain/dates/date"
import { dueDates } from "@/domain/documents/due-date"
import { demoSetup, insertDemoSetup } from "./demo-setup"
import { datesOf } from "./periods"
import { priceSalesInvoice } from "./price-sales-invoice"

/**
 * Writes a demo company with everything in it, and leaves app.company_id of the transaction set to it.
 *
 * @param today the date in the company's time zone: its documents and price lists are dated from there
 * @returns the company's id
 */
export async function insertDemoCompany(tx: Tx, demo: DemoCompany, today: IsoDate): Promise<number> {
  const [row] = await tx.insert(company).values(demo.company).returning({ id: company.id })
  const companyId = row!.id
  await tx.execute(sql`select set_config('app.company_id', ${String(companyId)}, true)`)
  await insertDemoSetup(tx, companyId, demo.lastNumbers)
  await insertCompanyRows(tx, companyId, purchaser, demo.purchasers)
  await insertPurchasing(tx, companyId, demo, today)
  await insertCompanyRows(tx, companyId, customer, demo.customers)
  await insertSalesInvoices(tx, companyId, demo, today)
  return companyId
}

async function insertPurchasing(tx: Tx, companyId: number, demo: DemoCompany, today: IsoDate): Promise<void> {
  const blockedAt = new Date(`${addDays(today, -6)}T13:05:00Z`)
  const vendors = demo.vendors.map(row => (row.blocked ? { ...row, blockedAt } : row))
  await insertCompanyRows(tx, companyId, vendor, vendors)
  await insertCompanyRows(tx, companyId, orderAddress, demo.orderAddresses)

  await insertCompanyRows(
    tx,
    companyId,
    item,
    demo.items.map(({ units, family, ...row }) => row),
  )
  const units = demo.items.flatMap(({ no, units }) =>
    Object.entries(units).map(([code, qtyPerUnitOfMeasure]) => ({ itemNo: no, code, qtyPerUnitOfMeasure })),
  )
  await insertCompanyRows(tx, companyId, itemUnitOfMeasure, units)
  const called = demo.items.flatMap(({ no, vendorNo, vendorItemNo }) =>
    vendorNo && vendorItemNo ? [{ vendorNo, itemNo: no, vendorItemNo }] : [],
  )
  await insertCompanyRows(tx, companyId, itemVendor, called)

  const dated = <Row extends { period: Parameters<typeof datesOf>[0] }>({ period, ...row }: Row) => ({
    ...row,
    ...datesOf(period, today),
  })
  await insertCompanyRows(tx, companyId, purchasePrice, demo.purchasePrices.map(dated))
  await insertCompanyRows(tx, companyId, purchaseLineDiscount, demo.purchaseLineDiscounts.map(dated))
}

async function insertSalesInvoices(tx: Tx, companyId: number, demo: DemoCompany, today: IsoDate): Promise<void> {
  const customers = new Map(demo.customers.map(row => [row.no, row]))
  const headers: CompanyRow<typeof salesInvoice>[] = []
  const lines: CompanyRow<typeof salesInvoiceLine>[] = []
  for (const invoice of demo.salesInvoices) {
    const soldTo = customers.get(invoice.customerNo)
    if (!soldTo) throw new Error(`${invoice.no}: no customer ${invoice.customerNo}`)
    const header = headerOf(invoice, soldTo, today)
    const decimals = demoSetup.currencies.find(({ code }) => code === header.currencyCode)?.amountDecimals ?? 2
    const { vatBusPostingGroup, pricesIncludingVat } = header
    const priced = priceSalesInvoice({ vatBusPostingGroup, decimals, pricesIncludingVat }, invoice.lines)
    headers.push({ ...header, ...priced.header })
    for (const line of priced.lines) lines.push({ ...line, documentNo: invoice.no })
  }
  await insertCompanyRows(tx, companyId, salesInvoice, headers)
  await insertCompanyRows(tx, companyId, salesInvoiceLine, lines)
}

function headerOf(invoice: DemoSalesInvoice, soldTo: DemoCustomer, today: IsoDate) {
  const documentDate = workingDay(addDays(today, -invoice.daysAgo))
  const terms = demoSetup.paymentTerms.find(({ code }) => code === soldTo.paymentTermsCode)
  const { dueDate } = dueDates(documentDate, {
    dueDateCalculation: terms?.dueDateCalculation ?? "",
    discountDateCalculation: terms?.discountDateCalculation ?? "",
  })
  return {
    no: invoice.no,
    customerNo: soldTo.no,
    customerName: soldTo.name,
    address: soldTo.address,
    postCode: soldTo.postCode,
    city: soldTo.city,
    countryRegionCode: soldTo.countryRegionCode,
    contact: soldTo.contact,
    vatRegistrationNo: soldTo.vatRegistrationNo,
    genBusPostingGroup: soldTo.genBusPostingGroup,
    vatBusPostingGroup: soldTo.vatBusPostingGroup ?? "BINNENL",
    documentDate,
    postingDate: documentDate,
    dueDate,
    paymentTermsCode: soldTo.paymentTermsCode,
    salespersonCode: invoice.salespersonCode,
    currencyCode: invoice.currencyCode ?? soldTo.currencyCode ?? "EUR",
    pricesIncludingVat: invoice.pricesIncludingVat ?? false,
    externalDocumentNo: invoice.externalDocumentNo,
  }
}

/** The office is closed at the weekend: the Friday before. */
function workingDay(date: IsoDate): IsoDate {
  return addDays(date, -Math.max(0, weekday(date) - 5))
}
