/** What posting makes of the items on a purchase document: their entries, and what was last paid for them. Pure. */

import { toCompanyCurrency } from "@/domain/documents/document-currency"
import { Decimal, round } from "@/domain/money/decimal"
import { CarriedShares } from "./carried-shares"
import { netDiscounts } from "./net-discounts"
import type { PostingDocument, PostingLine } from "./posting-document"
import type { PostingSetup } from "./read-posting-setup"

/** A line of an item, with its amount excluding VAT in the document's currency. */
export type ItemToPost = { line: PostingLine; net: Decimal }

export type ComposedItemEntry = {
  itemNo: string
  description: string
  /** In base units. */
  quantity: Decimal
  unitOfMeasureCode: string
  qtyPerUnitOfMeasure: Decimal
  inventoryPostingGroup: string
  inventoryAccountNo: string
  /** In the company's currency. */
  costAmount: Decimal
  /** Per base unit. */
  costPerUnit: Decimal
}

/**
 * The entries of inventory items, an invoice's positive, in the order of the lines. In a foreign currency each inventory
 * account gets its converted total, shared out item by item and then line by line: what is bought and given back on one
 * document leaves nothing of its item.
 *
 * @param toLcy an amount of the document's currency in the company's, rounded
 */
export function itemEntries(
  bought: readonly ItemToPost[],
  toLcy: (amount: Decimal) => Decimal,
  setup: PostingSetup,
): (ComposedItemEntry & { source: ItemToPost })[] {
  const stocked = bought.filter(({ line }) => setup.items.get(line.no!)!.type === "inventory")
  const places = new Map<string, number>()
  for (const { line } of stocked) if (!places.has(line.no!)) places.set(line.no!, places.size)
  const itemByItem = stocked.toSorted((a, b) => places.get(a.line.no!)! - places.get(b.line.no!)!)
  const accounts = new CarriedShares(toLcy)
  const costs = new Map(itemByItem.map(each => [each, accounts.take(accountOf(each, setup), each.net)]))
  return stocked.map(source => {
    const { line } = source
    const [quantity, costAmount] = [baseQuantity(line), costs.get(source)!]
    return {
      itemNo: line.no!,
      description: line.description,
      quantity,
      unitOfMeasureCode: line.unitOfMeasureCode,
      qtyPerUnitOfMeasure: new Decimal(line.qtyPerUnitOfMeasure),
      inventoryPostingGroup: groupOf(source, setup),
      inventoryAccountNo: accountOf(source, setup),
      costAmount,
      costPerUnit: round(costAmount.div(quantity), setup.currency.lcyUnitAmountDecimals),
      source,
    }
  })
}

/**
 * What an invoice paid for each item before line and invoice discount, per base unit in the company's currency: of several
 * lines the last one counts. What is free or given back says nothing (docs/semantics.md, "Create Purchase Invoice", 7).
 */
export function lastDirectCosts(
  bought: readonly ItemToPost[],
  { header }: PostingDocument,
  { currency }: PostingSetup,
): Map<string, Decimal> {
  const { pricesIncludingVat, vatBaseDiscountPercent } = header
  const document = { pricesIncludingVat, vatBaseDiscountPercent, decimals: currency.amountDecimals }
  const costs = new Map<string, Decimal>()
  for (const { line, net } of bought) {
    const quantity = baseQuantity(line)
    if (net.lte(0) || quantity.lte(0)) continue
    const discounts = netDiscounts(line, document)
    const full = toCompanyCurrency(net.plus(discounts.line).plus(discounts.invoice), currency)
    const cost = round(full.div(quantity), currency.lcyUnitAmountDecimals)
    if (cost.gt(0)) costs.set(line.no!, cost)
  }
  return costs
}

const baseQuantity = (line: PostingLine) => new Decimal(line.quantity).times(line.qtyPerUnitOfMeasure)

const groupOf = ({ line }: ItemToPost, { items }: PostingSetup) => items.get(line.no!)?.inventoryPostingGroup ?? ""

const accountOf = (item: ItemToPost, setup: PostingSetup) => setup.inventoryAccounts.get(groupOf(item, setup)) ?? ""
