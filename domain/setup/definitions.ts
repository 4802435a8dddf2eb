import { NotFound } from "@/domain/errors"
import type { SetupDefinition } from "./definition"
import { bankAccounts, chartOfAccounts } from "./tables/accounts"
import { numberSeries, postingDates, purchasesPayablesSetup, userPostingDates } from "./tables/company"
import { currencies, exchangeRates, paymentTermsSetup, vendorInvoiceDiscounts } from "./tables/money"
import {
  genBusPostingGroups,
  genProdPostingGroups,
  inventoryPostingGroups,
  vatBusPostingGroups,
  vatProdPostingGroups,
  vendorPostingGroups,
} from "./tables/posting-groups"
import { generalPostingSetups, vatPostingSetups } from "./tables/posting-setups"

/** Every table of setup, in the groups and the order in which the pages show them. */
export const setupGroups = {
  ledger: [chartOfAccounts, generalPostingSetups, vatPostingSetups],
  posting_groups: [
    vendorPostingGroups,
    inventoryPostingGroups,
    genBusPostingGroups,
    genProdPostingGroups,
    vatBusPostingGroups,
    vatProdPostingGroups,
  ],
  purchases: [purchasesPayablesSetup, paymentTermsSetup, vendorInvoiceDiscounts, numberSeries],
  posting: [postingDates, userPostingDates],
  money: [currencies, exchangeRates, bankAccounts],
} as const satisfies Record<string, readonly SetupDefinition[]>

export const setupDefinitions: readonly SetupDefinition[] = Object.values(setupGroups).flat()

/** The definition of that name. @throws NotFound */
export function setupDefinition(slug: string): SetupDefinition {
  const found = setupDefinitions.find(definition => definition.slug === slug)
  if (!found) throw new NotFound(`setup ${slug}`)
  return found
}
