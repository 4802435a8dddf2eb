import { bankAccounts } from "@/db/demo/setup/bank-accounts"
import { currencies, exchangeRates } from "@/db/demo/setup/currencies"
import type { Tx } from "@/db/tenancy"
import { rowsOfTemplate } from "@/domain/companies/rows-of-template"
import { insertSetup, type SetupRows } from "@/domain/companies/setup-rows"
import { dutch } from "@/domain/companies/templates/dutch"

const own = rowsOfTemplate(dutch, { currencyCode: "EUR", year: 2026, iban: "" })
const stock = own.glAccounts.find(({ no }) => no === dutch.accounts.inventory)!

/**
 * The setup of a demo company: a Dutch one's, with a second kind of stock, currencies of each number of decimals with their
 * rates, bank accounts, and differences in payments that are tolerated.
 */
export const demoSetup: SetupRows = {
  ...own,
  glAccounts: [...own.glAccounts, { ...stock, no: "3010", name: "Voorraad installatiemateriaal" }],
  inventoryPostingGroups: [
    ...own.inventoryPostingGroups,
    { code: "INSTALL", description: "Installatiemateriaal", inventoryAccountNo: "3010" },
  ],
  currencies,
  exchangeRates,
  purchasesSetup: own.purchasesSetup.map(row => ({
    ...row,
    paymentDiscountGraceDays: 3,
    paymentTolerancePercent: "0.5",
    maxPaymentToleranceAmount: "5",
    maxWriteOffAmount: "10",
  })),
  bankAccounts,
}

/**
 * Writes the setup of a demo company.
 *
 * @param tx a transaction whose app.company_id is the company
 * @param lastNumbers numbers already given out, by code of the series; 0 where absent
 */
export async function insertDemoSetup(
  tx: Tx,
  companyId: number,
  lastNumbers: Readonly<Record<string, number>> = {},
): Promise<void> {
  const noSeries = demoSetup.noSeries.map(row => ({ ...row, lastNumber: lastNumbers[row.code] ?? 0 }))
  await insertSetup(tx, companyId, { ...demoSetup, noSeries })
}
