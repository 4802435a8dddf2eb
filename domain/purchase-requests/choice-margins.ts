/**
 * What would be left of a sale while the vendor is chosen: what is sold as the request would keep it, the cost as it is now; worked out
 * as the margin of a draft is, and kept nowhere.
 */
import { sql } from "drizzle-orm"
import { prepared, value } from "@/db/prepared"
import { company, currency, purchasesSetup } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { type Actor, may } from "@/domain/access/actor"
import { type Margin, marginOf } from "@/domain/facts/margin"
import { Decimal, ONE, sum } from "@/domain/money/decimal"
import type { VendorTerms } from "@/domain/pricing/vendor-terms"
import type { ComposedPurchaseLine } from "./compose-lines"
import { salesRate, salesUnitPrice } from "./sales-prices"

export type ChoiceMargins = {
  /** By line id of the sale; null: a cost is not known. Absent: it is not sold. */
  lines: Record<number, Margin | null>
  /** Of all of them, on other pages too; null: a cost is not known. */
  total: Margin | null
  /** The company's, which they are in. */
  currencyCode: string
  amountDecimals: number
}

type Sold = { lineId: number; price: string; limit: string; currencyCode: string; amountDecimals: number }

const sold = prepared<Sold>(
  "choice_margins",
  () => sql`with ${salesRate}
    select * from (
      select row."sourceLineId" as "lineId", ${salesUnitPrice}::text as price, s.low_margin_percent::text as "limit",
        c.currency_code as "currencyCode", u.amount_decimals as "amountDecimals"
      from unnest(${value("lineIds")}::integer[]) as row("sourceLineId")
      cross join ${purchasesSetup} s
      join ${company} c on c.id = s.company_id
      join ${currency} u on u.company_id = c.id and u.code = c.currency_code
      where s.company_id = ${value("companyId")}) as line
    where price is not null`,
)

/**
 * The margins of lines that would be bought, in one statement.
 *
 * @param lines by line id of the sale, with their amounts in the vendor's currency
 * @returns null where nothing is known to be sold, or the actor may not see sales invoices
 */
export async function choiceMargins(
  tx: Tx,
  actor: Actor,
  salesInvoiceNo: string,
  terms: VendorTerms,
  lines: readonly ComposedPurchaseLine<number>[],
): Promise<ChoiceMargins | null> {
  const bought = new Map(
    lines.filter(({ no, quantity }) => no !== null && quantity.gt(0)).map(line => [line.key, line]),
  )
  if (!may(actor, "sales_invoice.see") || bought.size === 0) return null
  const values = { companyId: actor.companyId, salesInvoiceNo, workDate: terms.date, lineIds: [...bought.keys()] }
  const rows = await sold(tx, values)
  const [first] = rows
  if (!first) return null
  const factor = factorOf(terms)
  const sums = rows.map(({ lineId, price }) => {
    const { quantity, qtyPerUnitOfMeasure, amount } = bought.get(lineId)!
    const sales = new Decimal(price).times(quantity).times(qtyPerUnitOfMeasure)
    return { lineId, sales, cost: amount.isZero() || factor === null ? null : amount.times(factor) }
  })
  const { limit, currencyCode, amountDecimals } = first
  const shown = (sales: Decimal, cost: Decimal | null) =>
    marginOf({ sales: sales.toFixed(), cost: cost?.toFixed() ?? null, limit })
  const costs = sums.flatMap(({ cost }) => cost ?? [])
  const isKnown = costs.length === sums.length
  return {
    lines: Object.fromEntries(sums.map(({ lineId, sales, cost }) => [lineId, shown(sales, cost)])),
    total: shown(sum(sums.map(({ sales }) => sales)), isKnown ? sum(costs) : null),
    currencyCode,
    amountDecimals,
  }
}

/** From the vendor's currency to the company's; null: there is no rate. */
function factorOf({ currencyCode, companyCurrencyCode, exchangeRate }: VendorTerms): Decimal | null {
  if (currencyCode === companyCurrencyCode) return ONE
  if (!exchangeRate) return null
  return new Decimal(exchangeRate.relationalExchangeRateAmount).div(exchangeRate.exchangeRateAmount)
}
