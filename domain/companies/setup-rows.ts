import { type CompanyRow, insertCompanyRows } from "@/db/company-rows"
import {
  bankAccount,
  charge,
  currency,
  currencyExchangeRate,
  customerPostingGroup,
  genBusPostingGroup,
  generalPostingSetup,
  genProdPostingGroup,
  glAccount,
  inventoryPostingGroup,
  noSeries,
  paymentMethod,
  paymentTerms,
  purchasesSetup,
  reasonCode,
  unitOfMeasure,
  vatBusPostingGroup,
  vatPostingSetup,
  vatProdPostingGroup,
  vendorPostingGroup,
} from "@/db/schema"
import type { Tx } from "@/db/tenancy"

/** What a company sets up once, in the order in which one leans on another. */
const tables = {
  glAccounts: glAccount,
  paymentTerms,
  paymentMethods: paymentMethod,
  currencies: currency,
  exchangeRates: currencyExchangeRate,
  unitsOfMeasure: unitOfMeasure,
  genBusPostingGroups: genBusPostingGroup,
  genProdPostingGroups: genProdPostingGroup,
  generalPostingSetups: generalPostingSetup,
  vatBusPostingGroups: vatBusPostingGroup,
  vatProdPostingGroups: vatProdPostingGroup,
  vatPostingSetups: vatPostingSetup,
  vendorPostingGroups: vendorPostingGroup,
  customerPostingGroups: customerPostingGroup,
  inventoryPostingGroups: inventoryPostingGroup,
  noSeries,
  reasonCodes: reasonCode,
  charges: charge,
  purchasesSetup,
  bankAccounts: bankAccount,
} as const

type Tables = typeof tables

/** The rows of a company's setup, by table. */
export type SetupRows = { readonly [Name in keyof Tables]: readonly CompanyRow<Tables[Name]>[] }

/**
 * Writes a company's setup.
 * @param tx a transaction whose app.company_id is the company
 */
export async function insertSetup(tx: Tx, companyId: number, rows: SetupRows): Promise<void> {
  for (const name of Object.keys(tables) as (keyof Tables)[]) {
    await insertCompanyRows(tx, companyId, tables[name], rows[name])
  }
}
