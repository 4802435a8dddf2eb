import type { Tx } from "@/db/tenancy"
import type { IsoDate } from "@/domain/dates/date"
import { type DocumentCurrency, readDocumentCurrency } from "@/domain/documents/document-currency"
import type { DraftLine } from "@/domain/documents/line-fields"
import { refuse } from "@/domain/errors"
import { Decimal, HUNDRED, ONE, round, toPlain } from "@/domain/money/decimal"
import { readVatSetups } from "@/domain/purchase-documents/default-account-lines"
import type { PurchaseDocumentRow } from "@/domain/purchase-documents/purchase-header"
import { withAmount } from "@/domain/purchase-documents/restate-typed-costs"

/**
 * What was typed on lines of accounts and charges in the currency of the draft that they are copied into, at the rates of its posting date,
 * and with or without VAT as its prices are; nothing else says what they cost. Items are worked out anew.
 *
 * @param source how the lines' figures are stated
 * @throws Refusal "exchange_rate_missing" at `recalculate`
 */
export async function restateCopiedLines(
  tx: Tx,
  draft: PurchaseDocumentRow,
  source: { currencyCode: string; pricesIncludingVat: boolean },
  lines: readonly DraftLine[],
): Promise<DraftLine[]> {
  const isSame = source.currencyCode === draft.currencyCode && source.pricesIncludingVat === draft.pricesIncludingVat
  if (isSame) return [...lines]
  const vatSetups = await readVatSetups(tx, draft)
  const [from, to] = [await currencyOf(tx, draft, source.currencyCode), await currencyOf(tx, draft, draft.currencyCode)]
  const rate = (of: DocumentCurrency) => of.exchangeRateAmount.div(of.relationalExchangeRateAmount)
  return lines.map(line => {
    if (line.type !== "gl_account" && line.type !== "charge") return line
    const setup = vatSetups.get(line.vatProdPostingGroup ?? "")
    const vatPercent = setup?.vatCalculationType === "normal" ? setup.vatPercent : "0"
    const without = source.pricesIncludingVat ? withVat(line.vatPercent) : ONE
    const within = draft.pricesIncludingVat ? withVat(vatPercent) : ONE
    const restated = (figure: Decimal) => figure.times(rate(to)).times(within).div(rate(from)).div(without)
    const price = new Decimal(line.price)
    // A cost of many decimals is one of next to nothing: with fewer it would say something else.
    const decimals = Math.max(to.unitAmountDecimals, price.decimalPlaces())
    const next = { ...line, price: toPlain(round(restated(price), decimals)) }
    return withAmount(next, restated, to.amountDecimals)
  })
}

const withVat = (percent: string) => HUNDRED.plus(percent).div(HUNDRED)

async function currencyOf(tx: Tx, { companyId, postingDate }: PurchaseDocumentRow, code: string) {
  const currency = await readDocumentCurrency(tx, companyId, code, postingDate as IsoDate)
  if (!currency.isRateMissing) return currency
  throw refuse("exchange_rate_missing", { currency: code, date: postingDate }, "recalculate")
}
