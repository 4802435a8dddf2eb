/** The matrices of posting groups: whom one trades with (business) × what is traded (product). */
import type { Region } from "@/domain/countries/region"
import type { SetupRows } from "./setup-rows"
import type { CompanyTemplate } from "./template"

export const regions: readonly Region[] = ["home", "eu", "elsewhere"]

export function generalPostingSetups({ accounts, words }: CompanyTemplate): SetupRows["generalPostingSetups"] {
  return regions.flatMap(region =>
    (["goods", "services"] as const).map(product => {
      const { sales, purchases, costOfSales } = accounts[product]
      return {
        genBusPostingGroup: words.trade[region].code,
        genProdPostingGroup: words[product].code,
        salesAccountNo: sales[region],
        salesCreditMemoAccountNo: sales[region],
        purchaseAccountNo: purchases[region],
        purchaseCreditMemoAccountNo: purchases[region],
        costOfGoodsSoldAccountNo: costOfSales,
        purchaseLineDiscountAccountNo: accounts.lineDiscount,
        purchaseInvoiceDiscountAccountNo: accounts.invoiceDiscount,
        inventoryAdjustmentAccountNo: accounts.inventoryAdjustment,
        directCostAppliedAccountNo: accounts.directCostApplied,
      }
    }),
  )
}

type VatRows = SetupRows["vatPostingSetups"]

export function vatPostingSetups(template: CompanyTemplate): VatRows {
  const { vat } = template.words
  return [
    ...atHome(template),
    ...untaxed(template, vat.home.code),
    ...reverseCharge(template, "domestic"),
    ...untaxed(template, vat.reverseCharge.code),
    ...reverseCharge(template, "eu"),
    ...untaxed(template, vat.eu.code),
    ...fromElsewhere(template),
    ...untaxed(template, vat.elsewhere.code),
  ]
}

function atHome({ words, rates }: CompanyTemplate): VatRows {
  return rates.map(({ code, short, percent, purchaseVatAccountNo, salesVatAccountNo }) => ({
    vatBusPostingGroup: words.vat.home.code,
    vatProdPostingGroup: code,
    vatIdentifier: code,
    description: `${short}, ${percent} %`,
    vatPercent: percent,
    vatCalculationType: "normal",
    purchaseVatAccountNo,
    salesVatAccountNo,
    adjustForPaymentDiscount: true,
  }))
}

/** Zero-rated and exempt supplies are alike whomever one trades with. */
function untaxed({ words: { zero, exempt } }: CompanyTemplate, vatBusPostingGroup: string): VatRows {
  const group = { vatBusPostingGroup, vatPercent: "0" }
  return [
    {
      ...group,
      vatProdPostingGroup: zero.code,
      vatIdentifier: zero.code,
      description: `${zero.short}, 0 %`,
      vatCalculationType: "normal",
    },
    {
      ...group,
      vatProdPostingGroup: exempt.code,
      vatIdentifier: exempt.code,
      description: exempt.short,
      vatCalculationType: "exempt",
    },
  ]
}

/** The rate is the real one: it shows as 0 % on the document and is worked out at posting. */
function reverseCharge({ words, rates, accounts }: CompanyTemplate, from: "domestic" | "eu"): VatRows {
  const { code, short } = words.vat[from === "eu" ? "eu" : "reverseCharge"]
  const { purchase, due } = accounts.reverseCharge[from]
  return rates.map(rate => ({
    vatBusPostingGroup: code,
    vatProdPostingGroup: rate.code,
    vatIdentifier: `${code}-${rate.code}`,
    description: `${short}, ${rate.percent} %`,
    vatPercent: rate.percent,
    vatCalculationType: "reverse_charge",
    purchaseVatAccountNo: purchase,
    salesVatAccountNo: due,
    reverseChargeVatAccountNo: due,
    adjustForPaymentDiscount: true,
  }))
}

/** What customs levy is no VAT of the vendor's. */
function fromElsewhere({ words, rates }: CompanyTemplate): VatRows {
  const { code, short } = words.vat.elsewhere
  return rates.map(rate => ({
    vatBusPostingGroup: code,
    vatProdPostingGroup: rate.code,
    vatIdentifier: code,
    description: `${short}, 0 %`,
    vatPercent: "0",
    vatCalculationType: "normal",
    purchaseVatAccountNo: rates[0]!.purchaseVatAccountNo,
    salesVatAccountNo: rates[0]!.salesVatAccountNo,
  }))
}
