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
import { insertCompanyRows } from "./insert-rows"
import { bankAccounts } from "./setup/bank-accounts"
import { chartOfAccounts } from "./setup/chart-of-accounts"
import { currencies, exchangeRates } from "./setup/currencies"
import { noSeriesRows, purchasesSetupRow, type SeriesCode } from "./setup/number-series"
import {
  customerPostingGroups,
  genBusPostingGroups,
  generalPostingSetups,
  genProdPostingGroups,
  inventoryPostingGroups,
  vatBusPostingGroups,
  vatPostingSetups,
  vatProdPostingGroups,
  vendorPostingGroups,
} from "./setup/posting-groups"
import {
  chargeRows,
  paymentMethodRows,
  paymentTermsRows,
  reasonCodeRows,
  unitOfMeasureRows,
} from "./setup/terms-and-units"

/**
 * Writes what a Dutch trading company in euro sets up once: chart of accounts, terms, currencies, units, posting groups
 * with their matrices, number series.
 *
 * @param tx a transaction whose app.company_id is the company
 * @param lastNumbers numbers already given out by a series; 0 where absent
 */
export async function insertDutchSetup(
  tx: Tx,
  companyId: number,
  lastNumbers: Partial<Record<SeriesCode, number>> = {},
): Promise<void> {
  await insertCompanyRows(tx, companyId, glAccount, chartOfAccounts)
  await insertCompanyRows(tx, companyId, paymentTerms, paymentTermsRows)
  await insertCompanyRows(tx, companyId, paymentMethod, paymentMethodRows)
  await insertCompanyRows(tx, companyId, currency, currencies)
  await insertCompanyRows(tx, companyId, currencyExchangeRate, exchangeRates)
  await insertCompanyRows(tx, companyId, unitOfMeasure, unitOfMeasureRows)
  await insertCompanyRows(tx, companyId, genBusPostingGroup, genBusPostingGroups)
  await insertCompanyRows(tx, companyId, genProdPostingGroup, genProdPostingGroups)
  await insertCompanyRows(tx, companyId, generalPostingSetup, generalPostingSetups)
  await insertCompanyRows(tx, companyId, vatBusPostingGroup, vatBusPostingGroups)
  await insertCompanyRows(tx, companyId, vatProdPostingGroup, vatProdPostingGroups)
  await insertCompanyRows(tx, companyId, vatPostingSetup, vatPostingSetups)
  await insertCompanyRows(tx, companyId, vendorPostingGroup, vendorPostingGroups)
  await insertCompanyRows(tx, companyId, customerPostingGroup, customerPostingGroups)
  await insertCompanyRows(tx, companyId, inventoryPostingGroup, inventoryPostingGroups)
  const series = noSeriesRows.map(row => ({ ...row, lastNumber: lastNumbers[row.code] ?? 0 }))
  await insertCompanyRows(tx, companyId, noSeries, series)
  await insertCompanyRows(tx, companyId, reasonCode, reasonCodeRows)
  await insertCompanyRows(tx, companyId, charge, chargeRows)
  await insertCompanyRows(tx, companyId, purchasesSetup, [purchasesSetupRow])
  await insertCompanyRows(tx, companyId, bankAccount, bankAccounts)
}
