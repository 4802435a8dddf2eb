import { and, asc, eq } from "drizzle-orm"
import {
  bankAccount,
  company,
  currency,
  glAccount,
  inventoryPostingGroup,
  item,
  openingAccountLine,
  openingPreparation,
  openingStockLine,
  openingVendorLine,
  vatPostingSetup,
  vendor,
  vendorPostingGroup,
} from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { PreparedOpening, StockLine, VendorLine } from "./prepared"

/** What a company has prepared, with everything that it rests on: one statement a table, however many lines there are. */
export async function readPrepared(tx: Tx, companyId: number): Promise<PreparedOpening> {
  const [[preparation], [lcy], vendors, accounts, stock, chart, payables, inventory, vat, banks] = await Promise.all([
    tx.select().from(openingPreparation).where(eq(openingPreparation.companyId, companyId)),
    tx
      .select({
        code: currency.code,
        decimals: currency.amountDecimals,
        unitDecimals: currency.unitAmountDecimals,
      })
      .from(company)
      .innerJoin(currency, and(eq(currency.companyId, company.id), eq(currency.code, company.currencyCode)))
      .where(eq(company.id, companyId)),
    vendorLines(tx, companyId),
    tx
      .select({
        no: openingAccountLine.no,
        glAccountNo: openingAccountLine.glAccountNo,
        bankAccountNo: openingAccountLine.bankAccountNo,
        amount: openingAccountLine.amount,
        bankAmount: openingAccountLine.bankAmount,
      })
      .from(openingAccountLine)
      .where(eq(openingAccountLine.companyId, companyId))
      .orderBy(asc(openingAccountLine.glAccountNo), asc(openingAccountLine.bankAccountNo)),
    stockLines(tx, companyId),
    tx
      .select({
        no: glAccount.no,
        name: glAccount.name,
        accountType: glAccount.accountType,
        blocked: glAccount.blocked,
        directPosting: glAccount.directPosting,
        nonDeductibleVatPercent: glAccount.nonDeductibleVatPercent,
      })
      .from(glAccount)
      .where(eq(glAccount.companyId, companyId))
      .orderBy(asc(glAccount.no)),
    tx
      .select({ no: vendorPostingGroup.payablesAccountNo })
      .from(vendorPostingGroup)
      .where(eq(vendorPostingGroup.companyId, companyId)),
    tx
      .select({ no: inventoryPostingGroup.inventoryAccountNo })
      .from(inventoryPostingGroup)
      .where(eq(inventoryPostingGroup.companyId, companyId)),
    tx
      .select({ purchase: vatPostingSetup.purchaseVatAccountNo, reverse: vatPostingSetup.reverseChargeVatAccountNo })
      .from(vatPostingSetup)
      .where(eq(vatPostingSetup.companyId, companyId)),
    tx
      .select({
        no: bankAccount.no,
        currencyCode: bankAccount.currencyCode,
        glAccountNo: bankAccount.glAccountNo,
        amountDecimals: currency.amountDecimals,
      })
      .from(bankAccount)
      .innerJoin(
        currency,
        and(eq(currency.companyId, bankAccount.companyId), eq(currency.code, bankAccount.currencyCode)),
      )
      .where(eq(bankAccount.companyId, companyId))
      .orderBy(asc(bankAccount.no)),
  ])
  return {
    startDate: preparation?.startDate ?? null,
    clearingAccountNo: preparation?.clearingAccountNo ?? null,
    version: preparation?.version ?? 1,
    lcy: lcy!,
    vendors,
    accounts,
    stock,
    chart: new Map(chart.map(account => [account.no, account])),
    payablesAccounts: new Set(payables.map(({ no }) => no)),
    inventoryAccounts: new Set(inventory.map(({ no }) => no)),
    vatAccounts: new Set(vat.flatMap(({ purchase, reverse }) => [purchase, reverse]).filter(no => no !== null)),
    banks,
  }
}

function vendorLines(tx: Tx, companyId: number): Promise<VendorLine[]> {
  const l = openingVendorLine
  return tx
    .select({
      no: l.no,
      vendorNo: l.vendorNo,
      documentType: l.documentType,
      vendorInvoiceNo: l.vendorInvoiceNo,
      vendorInvoiceKey: l.vendorInvoiceKey,
      documentDate: l.documentDate,
      dueDate: l.dueDate,
      paymentDiscountDate: l.paymentDiscountDate,
      paymentDiscountPercent: l.paymentDiscountPercent,
      currencyCode: l.currencyCode,
      amount: l.amount,
      amountLcy: l.amountLcy,
      description: l.description,
      vendorName: vendor.name,
      vendorPostingGroup: vendorPostingGroup.code,
      payablesAccountNo: vendorPostingGroup.payablesAccountNo,
      amountDecimals: currency.amountDecimals,
    })
    .from(l)
    .leftJoin(vendor, and(eq(vendor.companyId, l.companyId), eq(vendor.no, l.vendorNo)))
    .leftJoin(
      vendorPostingGroup,
      and(eq(vendorPostingGroup.companyId, l.companyId), eq(vendorPostingGroup.code, vendor.vendorPostingGroup)),
    )
    .leftJoin(currency, and(eq(currency.companyId, l.companyId), eq(currency.code, l.currencyCode)))
    .where(eq(l.companyId, companyId))
    .orderBy(asc(l.vendorNo), asc(l.documentDate), asc(l.no))
}

async function stockLines(tx: Tx, companyId: number): Promise<StockLine[]> {
  const l = openingStockLine
  const rows = await tx
    .select({
      no: l.no,
      itemNo: l.itemNo,
      quantity: l.quantity,
      costAmount: l.costAmount,
      description: item.description,
      type: item.type,
      baseUnitOfMeasure: item.baseUnitOfMeasure,
      lastDirectCost: item.lastDirectCost,
      inventoryPostingGroup: inventoryPostingGroup.code,
      inventoryAccountNo: inventoryPostingGroup.inventoryAccountNo,
    })
    .from(l)
    .leftJoin(item, and(eq(item.companyId, l.companyId), eq(item.no, l.itemNo)))
    .leftJoin(
      inventoryPostingGroup,
      and(eq(inventoryPostingGroup.companyId, l.companyId), eq(inventoryPostingGroup.code, item.inventoryPostingGroup)),
    )
    .where(eq(l.companyId, companyId))
    .orderBy(asc(l.itemNo))
  return rows.map(({ description, type, baseUnitOfMeasure, lastDirectCost, ...line }) => ({
    ...line,
    item:
      description === null || type === null || baseUnitOfMeasure === null || lastDirectCost === null
        ? null
        : { description, type, baseUnitOfMeasure, lastDirectCost },
  }))
}
