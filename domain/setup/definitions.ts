import { NotFound } from "@/domain/errors"
import type { SetupDefinition } from "./definition"
import { bankAccountsDefinition, chartOfAccountsDefinition } from "./tables/accounts"
import {
  approvalGroupMembersDefinition,
  approvalGroupStepsDefinition,
  approvalGroupsDefinition,
} from "./tables/approval-groups"
import { approvalAccountLimitsDefinition, approvalVendorLimitsDefinition } from "./tables/approval-limits"
import { approvalRulesDefinition } from "./tables/approval-rules"
import { approvalSettingsDefinition } from "./tables/approval-settings"
import { approvalSubstitutesDefinition } from "./tables/approval-substitutes"
import { approvalUsersDefinition } from "./tables/approval-users"
import { baseCalendarDefinition, holidaysDefinition } from "./tables/calendar"
import { chargesDefinition } from "./tables/charges"
import { postingDatesDefinition, purchasesPayablesSetupDefinition, userPostingDatesDefinition } from "./tables/company"
import { companyInformationDefinition } from "./tables/company-information"
import {
  currenciesDefinition,
  exchangeRatesDefinition,
  paymentMethodsDefinition,
  paymentTermsSetupDefinition,
  vendorInvoiceDiscountsDefinition,
} from "./tables/money"
import { numberSeriesDefinition, numberSeriesLinesDefinition } from "./tables/number-series"
import { paymentToleranceDefinition, reasonCodesDefinition } from "./tables/payment-tolerance"
import {
  genBusPostingGroupsDefinition,
  genProdPostingGroupsDefinition,
  inventoryPostingGroupsDefinition,
  vatBusPostingGroupsDefinition,
  vatProdPostingGroupsDefinition,
  vendorPostingGroupsDefinition,
} from "./tables/posting-groups"
import { generalPostingSetupsDefinition, vatPostingSetupsDefinition } from "./tables/posting-setups"
import { reviewFactsDefinition } from "./tables/review-facts"
import { unitsOfMeasureDefinition } from "./tables/units-of-measure"

/** Every table of setup, in the groups and the order in which the pages show them. */
export const setupGroups = {
  company: [companyInformationDefinition, baseCalendarDefinition, holidaysDefinition],
  ledger: [chartOfAccountsDefinition, generalPostingSetupsDefinition, vatPostingSetupsDefinition],
  posting_groups: [
    vendorPostingGroupsDefinition,
    inventoryPostingGroupsDefinition,
    genBusPostingGroupsDefinition,
    genProdPostingGroupsDefinition,
    vatBusPostingGroupsDefinition,
    vatProdPostingGroupsDefinition,
  ],
  purchases: [
    purchasesPayablesSetupDefinition,
    chargesDefinition,
    reviewFactsDefinition,
    paymentToleranceDefinition,
    reasonCodesDefinition,
    paymentTermsSetupDefinition,
    paymentMethodsDefinition,
    vendorInvoiceDiscountsDefinition,
    unitsOfMeasureDefinition,
    numberSeriesDefinition,
    numberSeriesLinesDefinition,
  ],
  approval: [
    approvalSettingsDefinition,
    approvalUsersDefinition,
    approvalVendorLimitsDefinition,
    approvalAccountLimitsDefinition,
    approvalRulesDefinition,
    approvalGroupsDefinition,
    approvalGroupStepsDefinition,
    approvalGroupMembersDefinition,
    approvalSubstitutesDefinition,
  ],
  posting: [postingDatesDefinition, userPostingDatesDefinition],
  money: [currenciesDefinition, exchangeRatesDefinition, bankAccountsDefinition],
} as const satisfies Record<string, readonly SetupDefinition[]>

export const setupDefinitions: readonly SetupDefinition[] = Object.values(setupGroups).flat()

/** The definition of that name. @throws NotFound */
export function setupDefinition(slug: string): SetupDefinition {
  const found = setupDefinitions.find(definition => definition.slug === slug)
  if (!found) throw new NotFound(`setup ${slug}`)
  return found
}
