/** Posting groups and their matrices: whom one trades with (business) × what is traded (product). */
import type { CompanyRow } from "@/db/demo/insert-rows"
import type {
  customerPostingGroup,
  genBusPostingGroup,
  generalPostingSetup,
  genProdPostingGroup,
  inventoryPostingGroup,
  vatBusPostingGroup,
  vatPostingSetup,
  vatProdPostingGroup,
  vendorPostingGroup,
} from "@/db/schema"

export const genBusPostingGroups: CompanyRow<typeof genBusPostingGroup>[] = [
  { code: "BINNENL", description: "Binnenland" },
  { code: "EU", description: "Europese Unie" },
  { code: "BUITENL", description: "Buiten de Europese Unie" },
]

export const genProdPostingGroups: CompanyRow<typeof genProdPostingGroup>[] = [
  { code: "HANDEL", description: "Handelsgoederen" },
  { code: "DIENSTEN", description: "Diensten en doorberekende kosten" },
]

const discountAccounts = {
  purchaseLineDiscountAccountNo: "7600",
  purchaseInvoiceDiscountAccountNo: "7610",
  inventoryAdjustmentAccountNo: "7500",
  directCostAppliedAccountNo: "7400",
}

const accountsOf = (salesAccountNo: string, purchaseAccountNo: string, costOfGoodsSoldAccountNo: string) => ({
  salesAccountNo,
  salesCreditMemoAccountNo: salesAccountNo,
  purchaseAccountNo,
  purchaseCreditMemoAccountNo: purchaseAccountNo,
  costOfGoodsSoldAccountNo,
  ...discountAccounts,
})

export const generalPostingSetups: CompanyRow<typeof generalPostingSetup>[] = [
  { genBusPostingGroup: "BINNENL", genProdPostingGroup: "HANDEL", ...accountsOf("8000", "7000", "7300") },
  { genBusPostingGroup: "BINNENL", genProdPostingGroup: "DIENSTEN", ...accountsOf("8100", "7100", "7310") },
  { genBusPostingGroup: "EU", genProdPostingGroup: "HANDEL", ...accountsOf("8010", "7010", "7300") },
  { genBusPostingGroup: "EU", genProdPostingGroup: "DIENSTEN", ...accountsOf("8110", "7110", "7310") },
  { genBusPostingGroup: "BUITENL", genProdPostingGroup: "HANDEL", ...accountsOf("8020", "7020", "7300") },
  { genBusPostingGroup: "BUITENL", genProdPostingGroup: "DIENSTEN", ...accountsOf("8120", "7120", "7310") },
]

export const vatBusPostingGroups: CompanyRow<typeof vatBusPostingGroup>[] = [
  { code: "BINNENL", description: "Binnenland" },
  { code: "VERLEGD", description: "Binnenland, btw verlegd" },
  { code: "EU", description: "Europese Unie, btw verlegd" },
  { code: "BUITENL", description: "Buiten de Europese Unie" },
]

export const vatProdPostingGroups: CompanyRow<typeof vatProdPostingGroup>[] = [
  { code: "HOOG", description: "Hoog tarief, 21 %" },
  { code: "LAAG", description: "Laag tarief, 9 %" },
  { code: "NUL", description: "Nultarief" },
  { code: "VRIJ", description: "Vrijgesteld van btw" },
]

type VatSetup = CompanyRow<typeof vatPostingSetup>

const rates = { HOOG: "21", LAAG: "9" } as const

/** Zero-rated and exempt supplies are alike whomever one trades with. */
function untaxed(vatBusPostingGroup: string): VatSetup[] {
  const group = { vatBusPostingGroup, vatPercent: "0" }
  return [
    {
      ...group,
      vatProdPostingGroup: "NUL",
      vatIdentifier: "NUL",
      description: "Nul, 0 %",
      vatCalculationType: "normal",
    },
    {
      ...group,
      vatProdPostingGroup: "VRIJ",
      vatIdentifier: "VRIJ",
      description: "Vrijgesteld",
      vatCalculationType: "exempt",
    },
  ]
}

/** The rate is the real one: it shows as 0 % on the document and is worked out at posting. */
function reverseCharge(vatBusPostingGroup: string, name: string, purchase: string, due: string): VatSetup[] {
  return (["HOOG", "LAAG"] as const).map(vatProdPostingGroup => ({
    vatBusPostingGroup,
    vatProdPostingGroup,
    vatIdentifier: `${vatBusPostingGroup}-${vatProdPostingGroup}`,
    description: `${name}, ${rates[vatProdPostingGroup]} %`,
    vatPercent: rates[vatProdPostingGroup],
    vatCalculationType: "reverse_charge",
    purchaseVatAccountNo: purchase,
    salesVatAccountNo: due,
    reverseChargeVatAccountNo: due,
    adjustForPaymentDiscount: true,
  }))
}

export const vatPostingSetups: VatSetup[] = [
  {
    vatBusPostingGroup: "BINNENL",
    vatProdPostingGroup: "HOOG",
    vatIdentifier: "HOOG",
    description: "Hoog, 21 %",
    vatPercent: rates.HOOG,
    vatCalculationType: "normal",
    purchaseVatAccountNo: "1500",
    salesVatAccountNo: "1700",
    adjustForPaymentDiscount: true,
  },
  {
    vatBusPostingGroup: "BINNENL",
    vatProdPostingGroup: "LAAG",
    vatIdentifier: "LAAG",
    description: "Laag, 9 %",
    vatPercent: rates.LAAG,
    vatCalculationType: "normal",
    purchaseVatAccountNo: "1510",
    salesVatAccountNo: "1710",
    adjustForPaymentDiscount: true,
  },
  ...untaxed("BINNENL"),
  ...reverseCharge("VERLEGD", "Btw verlegd", "1520", "1720"),
  ...untaxed("VERLEGD"),
  ...reverseCharge("EU", "EU, btw verlegd", "1530", "1730"),
  ...untaxed("EU"),
  ...(["HOOG", "LAAG"] as const).map(
    (vatProdPostingGroup): VatSetup => ({
      vatBusPostingGroup: "BUITENL",
      vatProdPostingGroup,
      vatIdentifier: "BUITENL",
      description: "Buiten de EU, 0 %",
      vatPercent: "0",
      vatCalculationType: "normal",
      purchaseVatAccountNo: "1500",
      salesVatAccountNo: "1700",
    }),
  ),
  ...untaxed("BUITENL"),
]

const vendorAccounts = {
  invoiceRoundingAccountNo: "4990",
  paymentDiscountAccountNo: "7700",
  serviceChargeAccountNo: "7200",
}

export const vendorPostingGroups: CompanyRow<typeof vendorPostingGroup>[] = [
  { code: "BINNENL", description: "Crediteuren binnenland", payablesAccountNo: "1600", ...vendorAccounts },
  { code: "EU", description: "Crediteuren EU", payablesAccountNo: "1610", ...vendorAccounts },
  { code: "BUITENL", description: "Crediteuren buitenland", payablesAccountNo: "1620", ...vendorAccounts },
]

export const customerPostingGroups: CompanyRow<typeof customerPostingGroup>[] = [
  { code: "BINNENL", description: "Debiteuren binnenland", receivablesAccountNo: "1300" },
  { code: "EU", description: "Debiteuren EU", receivablesAccountNo: "1310" },
  { code: "BUITENL", description: "Debiteuren buitenland", receivablesAccountNo: "1320" },
]

export const inventoryPostingGroups: CompanyRow<typeof inventoryPostingGroup>[] = [
  { code: "HANDEL", description: "Handelsgoederen", inventoryAccountNo: "3000" },
  { code: "INSTALL", description: "Installatiemateriaal", inventoryAccountNo: "3010" },
]
