import type { customer, item } from "@/db/schema"
import { type NamedCountry, readCountry } from "@/domain/countries/named-country"
import { type Decimal, toPlain } from "@/domain/money/decimal"
import { cutText } from "@/domain/text/cut-text"
import { languageOfCountry } from "@/language/language"
import { messages } from "@/messages"
import type { ImportSetup } from "./import-setup"

/** A customer, all but when it was made. */
export type ImportedCustomer = Omit<typeof customer.$inferSelect, "createdAt">
export type ImportedItem = Omit<typeof item.$inferSelect, "createdAt">

/** Number of the customer that sales to nobody in particular go to: one a company, whatever the reader's language. */
export const CASH_CUSTOMER_NO = "CASH"

/** A customer that the file names and the company does not know yet; the file has no name for it. */
export function newCustomer(no: string, country: string, setup: ImportSetup): ImportedCustomer {
  const name = messages[languageOfCountry(setup.home)].files.customer.replace("{no}", () => no)
  return customerIn(readCountry(country, setup.home), { no, name }, setup)
}

/** The one general customer, at home: a sale to nobody known bears the company's own VAT. */
export function cashCustomer(setup: ImportSetup): ImportedCustomer {
  const name = messages[languageOfCountry(setup.home)].files.cashCustomer
  return customerIn({ code: setup.home, region: "home", known: true }, { no: CASH_CUSTOMER_NO, name }, setup)
}

function customerIn(
  country: NamedCountry,
  { no, name }: { no: string; name: string },
  setup: ImportSetup,
): ImportedCustomer {
  const { defaults } = setup
  const groups = {
    home: [defaults.domesticGenBusPostingGroup, defaults.domesticVatBusPostingGroup],
    eu: [defaults.euGenBusPostingGroup, defaults.euVatBusPostingGroup],
    elsewhere: [defaults.foreignGenBusPostingGroup, defaults.foreignVatBusPostingGroup],
  } as const
  const [genBusPostingGroup, vatBusPostingGroup] = groups[country.region]
  return {
    companyId: setup.companyId,
    no,
    name,
    address: "",
    address2: "",
    postCode: "",
    city: "",
    countryRegionCode: country.code,
    contact: "",
    phone: "",
    email: "",
    vatRegistrationNo: "",
    registrationNumber: "",
    peppolId: "",
    languageCode: "",
    currencyCode: setup.ownCurrency ? null : setup.currencyCode,
    paymentTermsCode: defaults.defaultPaymentTermsCode,
    paymentMethodCode: null,
    billToCustomerNo: null,
    creditLimit: "0",
    salespersonCode: null,
    customerPostingGroup: defaults.defaultCustomerPostingGroup,
    genBusPostingGroup,
    vatBusPostingGroup,
    blocked: "",
    privacyBlocked: false,
    blockedReason: "",
    mergedInto: null,
  }
}

/** Characters of an item's description; a line may say more. */
const MAX_ITEM_DESCRIPTION = 100

/**
 * An item that the file names and the company does not know yet: goods in the default unit, without vendor and cost.
 * @param unitPrice in the import's currency; kept where that is the company's own
 */
export function newItem(no: string, description: string, unitPrice: Decimal, setup: ImportSetup): ImportedItem {
  const { defaults } = setup
  return {
    companyId: setup.companyId,
    no,
    description: cutText(description, MAX_ITEM_DESCRIPTION),
    type: "inventory",
    baseUnitOfMeasure: defaults.defaultBaseUnitOfMeasure,
    vendorNo: null,
    vendorItemNo: "",
    gtin: "",
    lastDirectCost: "0",
    unitPrice: setup.ownCurrency ? toPlain(unitPrice) : "0",
    genProdPostingGroup: defaults.defaultGenProdPostingGroup,
    vatProdPostingGroup: defaults.defaultVatProdPostingGroup,
    inventoryPostingGroup: defaults.defaultInventoryPostingGroup,
    blocked: false,
    salesBlocked: false,
    purchasingBlocked: false,
    blockedReason: "",
    mergedInto: null,
  }
}
