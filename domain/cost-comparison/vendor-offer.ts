/** What one vendor asks for an item on a day, and why: worked out by what makes the lines of documents. */
import type { Tx } from "@/db/tenancy"
import type { IsoDate } from "@/domain/dates/date"
import { applyDateFormula, parseDateFormula } from "@/domain/dates/date-formula"
import { type DocumentCurrency, readDocumentCurrency, toCompanyCurrency } from "@/domain/documents/document-currency"
import type { Issue } from "@/domain/errors"
import { type Decimal, toPlain } from "@/domain/money/decimal"
import { type ItemTerms, readItemTerms } from "@/domain/pricing/item-terms"
import { judgePrices, type PriceVerdict } from "@/domain/pricing/judge-prices"
import { readVendorTerms, type VendorTerms, vendorProblems } from "@/domain/pricing/vendor-terms"
import { type ComposedPurchaseLine, composeLines } from "@/domain/purchase-requests/compose-lines"
import { qtyPerUnitOf } from "@/domain/purchase-requests/line-faults"

export type CostQuestion = {
  itemNo: string
  quantity: Decimal
  /** Blank: the item's base unit. */
  unitOfMeasureCode: string
  date: IsoDate
  /** Null: each vendor's own. */
  currencyCode: string | null
}

/** A row of the vendor's price list, and what became of it. Numbers as plain text. */
export type JudgedPrice = {
  /** Of its own page. */
  key: string[]
  directUnitCost: string
  pricePer: string
  currencyCode: string
  unitOfMeasureCode: string
  minimumQuantity: string
  startingDate: string | null
  endingDate: string | null
  verdict: PriceVerdict
}

/** What a vendor asks. Numbers as plain text. */
export type VendorOffer = {
  vendor: { no: string; name: string; isDefault: boolean; pricesIncludingVat: boolean }
  vendorItemNo: string
  currencyCode: string
  amountDecimals: number
  /** As the line would have it; null: nothing can be bought, or no cost is known. */
  line:
    | (Pick<ComposedPurchaseLine<0>, "unitOfMeasureCode" | "costSource"> & {
        directUnitCost: string
        pricePer: string
        lineDiscountPercent: string
        lineAmount: string
        /** Excluding VAT, in the company's currency. */
        amountLcy: string
      })
    | null
  /** A date formula; blank: unknown. */
  leadTime: string
  /** When it would come, asked for on that day; null: unknown. */
  arrives: IsoDate | null
  prices: JudgedPrice[]
  /** Why a document could not be made of it. */
  problems: Omit<Issue, "field">[]
}

export type Seller = { no: string; vendorItemNo: string; leadTime: string }

/** The vendor's terms, in the currency that is asked for. */
export async function termsOf(
  tx: Tx,
  companyId: number,
  vendorNo: string,
  { date, currencyCode }: CostQuestion,
): Promise<VendorTerms | null> {
  const terms = await readVendorTerms(tx, companyId, vendorNo, date)
  if (!terms || !currencyCode || currencyCode === terms.currencyCode) return terms
  const other = await readDocumentCurrency(tx, companyId, currencyCode, date)
  const { amountDecimals, unitAmountDecimals, isForeign, isRateMissing } = other
  const { exchangeRateAmount, relationalExchangeRateAmount } = other
  const exchangeRate = isForeign && !isRateMissing ? { exchangeRateAmount, relationalExchangeRateAmount } : null
  return { ...terms, currencyCode, amountDecimals, unitAmountDecimals, exchangeRate }
}

export async function offerOf(
  tx: Tx,
  terms: VendorTerms,
  seller: Seller,
  asked: CostQuestion,
  { isDefault, own }: { isDefault: boolean; own: DocumentCurrency },
): Promise<VendorOffer> {
  const { buyFrom, payTo, currencyCode, amountDecimals, companyCurrencyCode } = terms
  const itemTerms = await readItemTerms(tx, buyFrom.companyId, terms, [asked.itemNo])
  const isRated = currencyCode === companyCurrencyCode || terms.exchangeRate !== null
  const composed = isRated ? composedLine(terms, itemTerms, asked) : { line: null, problems: [] }
  const { line } = composed
  const arrives = arrival(seller.leadTime, asked.date)
  return {
    vendor: { no: buyFrom.no, name: buyFrom.name, isDefault, pricesIncludingVat: payTo.pricesIncludingVat },
    vendorItemNo: seller.vendorItemNo,
    currencyCode,
    amountDecimals,
    line: line && {
      unitOfMeasureCode: line.unitOfMeasureCode,
      costSource: line.costSource,
      directUnitCost: toPlain(line.directUnitCost),
      pricePer: toPlain(line.pricePer),
      lineDiscountPercent: toPlain(line.lineDiscountPercent),
      lineAmount: toPlain(line.lineAmount),
      amountLcy: toPlain(inCompanyCurrency(line.amount, terms, own)),
    },
    leadTime: seller.leadTime,
    arrives,
    prices: isRated ? judged(terms, itemTerms, asked) : [],
    problems: [...vendorProblems(terms), ...composed.problems].map(({ code, params }) => ({ code, params })),
  }
}

/** The one line of a document; null where it would have no cost. */
function composedLine(terms: VendorTerms, itemTerms: ItemTerms, asked: CostQuestion) {
  const { itemNo: no, quantity, unitOfMeasureCode } = asked
  const description = itemTerms.items.get(no)?.description ?? ""
  const wanted = { key: 0, type: "item", no, description, quantity, unitOfMeasureCode, typedUnitCost: null } as const
  const { lines, problems } = composeLines(terms, itemTerms, [wanted])
  const [line] = lines
  return { line: line?.defaultUnitCost ? line : null, problems }
}

function judged(terms: VendorTerms, itemTerms: ItemTerms, asked: CostQuestion): JudgedPrice[] {
  const { items, unitsOfMeasure, prices } = itemTerms
  const unitOfMeasureCode = asked.unitOfMeasureCode || (items.get(asked.itemNo)?.baseUnitOfMeasure ?? "")
  const bought = items.get(asked.itemNo)
  const named = { no: asked.itemNo, description: "", unitOfMeasureCode }
  const qtyPerUnitOfMeasure = bought && qtyPerUnitOf(named, bought, itemTerms)
  if (!qtyPerUnitOfMeasure) return []
  const line = { itemNo: asked.itemNo, quantity: asked.quantity, unitOfMeasureCode, qtyPerUnitOfMeasure }
  return judgePrices(prices, line, { ...terms, unitsOfMeasure }).map(({ row, verdict }) => ({
    key: [
      terms.buyFrom.no,
      row.itemNo,
      row.currencyCode,
      row.unitOfMeasureCode,
      toPlain(row.minimumQuantity),
      row.startingDate ?? "",
    ],
    directUnitCost: toPlain(row.directUnitCost),
    pricePer: toPlain(row.pricePer),
    currencyCode: row.currencyCode,
    unitOfMeasureCode: row.unitOfMeasureCode,
    minimumQuantity: toPlain(row.minimumQuantity),
    startingDate: row.startingDate,
    endingDate: row.endingDate,
    verdict,
  }))
}

function inCompanyCurrency(amount: Decimal, { exchangeRate }: VendorTerms, own: DocumentCurrency): Decimal {
  if (!exchangeRate) return amount
  return toCompanyCurrency(amount, { ...exchangeRate, isForeign: true, lcyAmountDecimals: own.lcyAmountDecimals })
}

function arrival(leadTime: string, date: IsoDate): IsoDate | null {
  const parsed = parseDateFormula(leadTime)
  return leadTime !== "" && parsed.ok ? applyDateFormula(parsed.formula, date) : null
}
