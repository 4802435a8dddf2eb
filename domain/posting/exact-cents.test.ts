/**
 * The entries of a posting against a second calculation (test/posting), written from docs/semantics.md in whole minor units
 * (BigInt), from quantities, costs and discounts to the accounts. It shares no code with the product.
 */
import fc from "fast-check"
import { beforeAll, expect, test } from "vitest"
import { purchaseInvoice } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { workOutAmounts } from "@/domain/documents/draft-amounts"
import { type InvoiceDiscount, serviceChargeDue } from "@/domain/documents/invoice-discount"
import type { DraftLine } from "@/domain/documents/line-fields"
import { Decimal, toPlain } from "@/domain/money/decimal"
import { readPostingDocument } from "@/domain/purchase-documents/read-posting-document"
import { makeActor, makeCompany, makeItem, makeVendor } from "@/test/factories"
import { scaled, total, units } from "@/test/minor-units"
import { grossOf } from "@/test/posting/amounts-by-the-book"
import { expected, Sums } from "@/test/posting/posting-by-the-book"
import {
  accountOf,
  anyDocument,
  chargeLine,
  type Document,
  freightAccount,
  itemOf,
  type Line,
  type Region,
  regions,
  rounding,
  unitsIn,
} from "@/test/posting/random-documents"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { composePosting } from "./compose-posting"
import type { PostingDocument } from "./posting-document"
import { type PostingSetup, readPostingSetup } from "./read-posting-setup"

let found: Record<Region, { document: PostingDocument; setup: PostingSetup }>

beforeAll(async () => {
  const { id: companyId } = await makeCompany()
  const actor = await makeActor(companyId, "purchasing_manager")
  const stock = await makeItem(companyId, { no: "STOCK" })
  const book = await makeItem(companyId, { no: "BOOK" })
  const service = await makeItem(companyId, { no: "SERVICE", type: "service", inventoryPostingGroup: null })
  const read = async (group: Region) => {
    const vendor = await makeVendor(companyId, {
      vendorPostingGroup: group,
      genBusPostingGroup: group,
      vatBusPostingGroup: group,
    })
    const lines = [stock, book, service].map(({ no }) => ({ no, quantity: "1" }))
    const draft = await makePurchaseInvoice(actor, vendor.no, lines)
    return inCompany(companyId, async tx => {
      const rows = await tx.select().from(purchaseInvoice)
      const document = await readPostingDocument(tx, rows.find(({ no }) => no === draft)!)
      return { document, setup: await readPostingSetup(tx, actor, document, false) }
    })
  }
  found = { BINNENL: await read("BINNENL"), EU: await read("EU") }
})

/** What a line is of. */
function namesOf({ what }: Line): Pick<DraftLine, "type" | "no" | "chargeAccountNo"> {
  if (what === "freight") return { type: "charge", no: "VRACHT", chargeAccountNo: freightAccount }
  const account = accountOf[what]
  return { type: account ? "gl_account" : "item", no: account ?? itemOf[what]!, chargeAccountNo: null }
}

/** What is not claimed back, and where it goes. */
function nonDeductibleSetup({ nonDeductible }: Document, { vatSetups, accounts }: PostingSetup) {
  const percent = (hundredths: bigint) => toPlain(scaled(hundredths, 2))
  const ofRate = (rate: string) => percent(nonDeductible[rate as Line["rate"]] ?? 0n)
  const nonDedVatAccountNo = nonDeductible.onItsOwnAccount ? rounding.nonDeductible : null
  const { ofAccount } = nonDeductible
  const ofHand = {
    no: rounding.ofHand,
    name: "",
    accountType: "posting" as const,
    blocked: false,
    directPosting: true,
    nonDeductibleVatPercent: ofAccount === null ? null : percent(ofAccount),
  }
  return {
    vatSetups: new Map(
      [...vatSetups].map(([rate, found]) => [
        rate,
        { ...found, nonDeductibleVatPercent: ofRate(rate), nonDedVatAccountNo },
      ]),
    ),
    accounts: new Map([...accounts, [ofHand.no, ofHand]]),
  }
}

/** The document as the product works it out. */
function product(of: Document) {
  const { document, setup } = found[of.region]
  const { vat } = regions[of.region]
  const money = (minor: bigint) => toPlain(scaled(minor, of.decimals))
  const draftedLine = (line: Line, index: number): DraftLine => {
    const { type, percent } = vat[line.rate]
    const gross = grossOf(of, line)
    return {
      ...document.lines[0]!,
      lineId: index + 1,
      lineNo: (index + 1) * 10_000,
      ...namesOf(line),
      quantity: toPlain(scaled(line.quantity, 3)),
      qtyPerUnitOfMeasure: String(unitsIn[line.what]),
      price: toPlain(scaled(line.cost, line.costDecimals)),
      pricePer: line.pricePer.toString(),
      lineDiscountPercent: line.typed ? "0" : toPlain(scaled(line.discount, 2)),
      typedAmount: line.typed,
      lineDiscountAmount: money(gross.lineDiscount),
      lineAmount: money(gross.full - gross.lineDiscount),
      vatProdPostingGroup: line.rate,
      genProdPostingGroup: accountOf[line.what] ? null : line.what === "service" ? "DIENSTEN" : "HANDEL",
      vatIdentifier: line.rate,
      vatPercent: type === "normal" ? toPlain(scaled(percent, 2)) : "0",
      vatCalculationType: type,
      allowInvoiceDiscount: line.allowInvoiceDiscount,
    }
  }
  const invoiceDiscount: InvoiceDiscount =
    of.tiers.length === 0
      ? { calculation: "amount", value: money(of.invoiceDiscount) }
      : {
          calculation: "tiers",
          tiers: of.tiers.map(({ minimum, percent, charge }) => ({
            minimumAmount: money(minimum),
            discountPercent: toPlain(scaled(percent, 2)),
            serviceCharge: money(charge),
          })),
        }
  const vatBaseDiscountPercent = toPlain(scaled(of.baseDiscount, 2))
  const { pricesIncludingVat } = of
  const terms = { pricesIncludingVat, decimals: of.decimals, invoiceDiscount, vatBaseDiscountPercent }
  const drafted = of.lines.map(draftedLine)
  const amounts = workOutAmounts(drafted, terms).lines.map(({ lineAmount }) => new Decimal(lineAmount))
  const charge = serviceChargeDue(amounts, invoiceDiscount, of.decimals)
  if (!charge.isZero()) drafted.push(draftedLine(chargeLine(units(charge, 5)), of.lines.length))
  for (const rate of ["HOOG", "LAAG"] as const) {
    const first = drafted.find(line => line.vatProdPostingGroup === rate && line.vatCalculationType === "normal")
    if (first) first.vatDifference = money(of.vatDifferences[rate])
  }
  const { lines } = workOutAmounts(drafted, terms)
  const currency = {
    ...setup.currency,
    amountDecimals: of.decimals,
    lcyAmountDecimals: of.lcyDecimals,
    isForeign: of.rate !== null,
    exchangeRateAmount: scaled(of.rate ?? 10_000n, 4),
    relationalExchangeRateAmount: new Decimal(1),
    invoiceRoundingPrecision: scaled(of.invoiceRounding, of.decimals),
    roundingAccountNo: rounding.currency,
  }
  const header = { ...document.header, pricesIncludingVat, vatBaseDiscountPercent }
  const purchases = { ...setup.purchases, discountPosting: of.discountPosting }
  return composePosting(
    { ...document, documentType: of.documentType, header, lines },
    { ...setup, currency, purchases, ...nonDeductibleSetup(of, setup) },
  )
}

test("a posting is exact to the minor unit: prices, signs, currencies, discounts, rounding, reverse charge", () => {
  fc.assert(
    fc.property(anyDocument, of => {
      const posting = product(of)
      const wanted = expected(of)
      const accounts = new Sums()
      for (const { glAccountNo, amount } of posting.gl) accounts.add(glAccountNo, units(amount, of.lcyDecimals))
      expect(total(accounts.byName.values())).toBe(0n)
      expect(accounts.sorted()).toEqual(wanted.accounts)
      const vat = posting.vat.map(entry => [
        `${entry.vatIdentifier} ${units(entry.nonDeductiblePercent, 2)}`,
        {
          base: units(entry.base, of.lcyDecimals),
          amount: units(entry.amount, of.lcyDecimals),
          difference: units(entry.vatDifference, of.lcyDecimals),
          nonDeductibleBase: units(entry.nonDeductibleBase, of.lcyDecimals),
          nonDeductibleAmount: units(entry.nonDeductibleAmount, of.lcyDecimals),
        },
      ])
      expect(Object.fromEntries(vat)).toEqual(Object.fromEntries(wanted.vat))
      expect(posting.vat).toHaveLength(wanted.vat.size)
      expect(
        posting.items.map(({ quantity, costAmount }) => ({
          quantity: units(quantity, 3),
          cost: units(costAmount, of.lcyDecimals),
        })),
      ).toEqual(wanted.items)
      const lastDirectCosts = [...posting.lastDirectCosts].map(([no, cost]) => [no, units(cost, 5)])
      expect(Object.fromEntries(lastDirectCosts)).toEqual(Object.fromEntries(wanted.lastDirectCosts))
      expect({
        amount: units(posting.vendor.amount, of.decimals),
        amountLcy: units(posting.vendor.amountLcy, of.lcyDecimals),
      }).toEqual(wanted.vendor)
    }),
    { numRuns: 1_000 },
  )
})
