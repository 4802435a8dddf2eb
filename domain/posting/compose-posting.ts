/**
 * Works out every entry that posting a purchase document makes (SEMANTICS.md, "Posting does"). Pure: preview and post
 * show and write the same.
 */

import { toCompanyCurrency } from "@/domain/documents/document-currency"
import { Decimal, round, ZERO } from "@/domain/money/decimal"
import { GlEntrySums } from "./gl-entry-sums"
import { invoiceRounding } from "./invoice-rounding"
import { isPosted, type PostingDocument, type PostingLine } from "./posting-document"
import type { GeneralSetup, PostingSetup } from "./read-posting-setup"
import { VatGroupShare } from "./vat-group-share"

/** Amounts in the company's currency; debit is positive. */
export type ComposedGlEntry = {
  glAccountNo: string
  amount: Decimal
  description: string
  genProdPostingGroup: string | null
  vatProdPostingGroup: string | null
}

export type ComposedVatEntry = {
  vatProdPostingGroup: string
  vatIdentifier: string
  vatCalculationType: PostingLine["vatCalculationType"]
  /** Of the setup: a reverse charge's own rate. */
  vatPercent: Decimal
  base: Decimal
  amount: Decimal
}

export type ComposedItemEntry = {
  itemNo: string
  description: string
  /** In base units. */
  quantity: Decimal
  unitOfMeasureCode: string
  qtyPerUnitOfMeasure: Decimal
  inventoryPostingGroup: string
  inventoryAccountNo: string
  costAmount: Decimal
  /** Per base unit. */
  costPerUnit: Decimal
}

export type Posting = {
  /** Sums to zero. */
  gl: ComposedGlEntry[]
  vat: ComposedVatEntry[]
  /** What the vendor is owed, negative, in the document's currency and in the company's. */
  vendor: { amount: Decimal; amountLcy: Decimal }
  items: ComposedItemEntry[]
  /** Cost per base unit last paid, by item. */
  lastDirectCosts: ReadonlyMap<string, Decimal>
  /** The document's lines, with the line of invoice rounding where there is one. */
  lines: readonly PostingLine[]
  amount: Decimal
  amountIncludingVat: Decimal
}

/**
 * Composes the entries of a document that `checkPosting` has found no problem with.
 *
 * G/L: the purchase account of each line's general posting setup, or the line's own account; VAT of each group; a
 * reverse charge both ways; the vendor's payables account for the total. Inventory items also debit inventory and credit
 * direct cost applied. In a foreign currency each VAT group's totals and the document's total are converted; what the
 * groups' roundings leave over goes to the currency's rounding account. A credit memo is the same with every sign turned.
 */
export function composePosting(document: PostingDocument, setup: PostingSetup): Posting {
  const { currency } = setup
  const sign = document.documentType === "credit_memo" ? -1 : 1
  const toLcy = (amount: Decimal) => toCompanyCurrency(amount, currency)
  const rounding = invoiceRounding(document, setup)
  const lines = rounding ? [...document.lines, rounding] : document.lines
  const [purchase, stock] = [new GlEntrySums(document, sign), new GlEntrySums(document, sign)]
  const vat = new Map<string, ComposedVatEntry>()
  const items: ComposedItemEntry[] = []
  const lastDirectCosts = new Map<string, Decimal>()
  const groups = new Map<string, VatGroupShare>()
  const totals = { amount: ZERO, amountIncludingVat: ZERO, lcy: ZERO }

  for (const line of lines) {
    if (!isPosted(line)) continue
    const [net, gross] = [new Decimal(line.amount), new Decimal(line.amountIncludingVat)]
    totals.amount = totals.amount.plus(net)
    totals.amountIncludingVat = totals.amountIncludingVat.plus(gross)
    const group = groupOf(groups, line)
    const share = group.take(net, gross.minus(net), toLcy)
    totals.lcy = totals.lcy.plus(share.base).plus(share.vat)
    purchase.add(accountOf(line, document, setup), share.base, line.genProdPostingGroup, line.vatProdPostingGroup)
    if (line !== rounding) {
      const vatSetup = setup.vatSetups.get(line.vatProdPostingGroup ?? "")!
      const isReverseCharge = line.vatCalculationType === "reverse_charge"
      if (isReverseCharge) share.vat = group.reverseCharge(new Decimal(vatSetup.vatPercent), currency.lcyAmountDecimals)
      if (!share.vat.isZero()) {
        purchase.add(vatSetup.purchaseVatAccountNo!, share.vat, null, line.vatProdPostingGroup)
        if (isReverseCharge) {
          purchase.add(vatSetup.reverseChargeVatAccountNo!, share.vat.neg(), null, line.vatProdPostingGroup)
        }
      }
      addVat(vat, line, new Decimal(vatSetup.vatPercent), share, sign)
    }
    if (line.type === "item") {
      const bought = boughtItem(line, share.base, setup)
      if (document.documentType === "invoice" && bought.quantity.isPositive()) {
        lastDirectCosts.set(bought.itemNo, bought.costPerUnit)
      }
      if (setup.items.get(bought.itemNo)!.type === "inventory") {
        items.push({ ...bought, quantity: bought.quantity.times(sign), costAmount: bought.costAmount.times(sign) })
        stock.add(bought.inventoryAccountNo, bought.costAmount, null, null)
        const general = setup.generalSetups.get(line.genProdPostingGroup ?? "")!
        stock.add(general.directCostAppliedAccountNo!, bought.costAmount.neg(), line.genProdPostingGroup, null)
      }
    }
  }
  const owed = toLcy(totals.amountIncludingVat)
  const remainder = owed.minus(totals.lcy)
  if (!remainder.isZero()) purchase.add(currency.roundingAccountNo!, remainder, null, null)
  purchase.add(setup.vendorPostingGroup!.payablesAccountNo, owed.neg(), null, null)
  return {
    gl: [...purchase.entries(), ...stock.entries()],
    vat: [...vat.values()],
    vendor: { amount: totals.amountIncludingVat.times(-sign), amountLcy: owed.times(-sign) },
    items,
    lastDirectCosts,
    lines,
    amount: totals.amount,
    amountIncludingVat: totals.amountIncludingVat,
  }
}

/** Where a line's amount goes: its own account, or the purchase account of its general posting setup. */
function accountOf(line: PostingLine, document: PostingDocument, setup: PostingSetup): string {
  if (line.type === "gl_account") return line.no!
  return purchaseAccount(setup.generalSetups.get(line.genProdPostingGroup ?? "")!, document)!
}

/** The account of a general posting setup that items are bought, or given back, on; null: not set up. */
export function purchaseAccount(general: GeneralSetup, { documentType }: PostingDocument): string | null {
  const creditMemoAccountNo = documentType === "credit_memo" ? general.purchaseCreditMemoAccountNo : null
  return creditMemoAccountNo ?? general.purchaseAccountNo
}

/** @param cost of the whole line, in the company's currency */
function boughtItem(line: PostingLine, cost: Decimal, setup: PostingSetup): ComposedItemEntry {
  const qtyPerUnitOfMeasure = new Decimal(line.qtyPerUnitOfMeasure)
  const quantity = new Decimal(line.quantity).times(qtyPerUnitOfMeasure)
  const inventoryPostingGroup = setup.items.get(line.no!)?.inventoryPostingGroup ?? ""
  return {
    itemNo: line.no!,
    description: line.description,
    quantity,
    unitOfMeasureCode: line.unitOfMeasureCode,
    qtyPerUnitOfMeasure,
    inventoryPostingGroup,
    inventoryAccountNo: setup.inventoryAccounts.get(inventoryPostingGroup) ?? "",
    costAmount: cost,
    costPerUnit: round(cost.div(quantity), setup.currency.lcyUnitAmountDecimals),
  }
}

function groupOf(groups: Map<string, VatGroupShare>, line: PostingLine): VatGroupShare {
  const key = vatKey(line)
  const group = groups.get(key) ?? new VatGroupShare()
  groups.set(key, group)
  return group
}

/** As `vatTotals` groups them, and by product group besides: a reverse charge's rate stands in the setup alone. */
function vatKey({ vatIdentifier, vatCalculationType, vatPercent, vatProdPostingGroup }: PostingLine): string {
  return JSON.stringify([vatIdentifier, vatCalculationType, vatPercent, vatProdPostingGroup])
}

function addVat(
  entries: Map<string, ComposedVatEntry>,
  line: PostingLine,
  vatPercent: Decimal,
  share: { base: Decimal; vat: Decimal },
  sign: number,
): void {
  const key = vatKey(line)
  const [base, amount] = [share.base.times(sign), share.vat.times(sign)]
  const entry = entries.get(key)
  if (entry) {
    entry.base = entry.base.plus(base)
    entry.amount = entry.amount.plus(amount)
    return
  }
  const { vatIdentifier, vatCalculationType } = line
  const vatProdPostingGroup = line.vatProdPostingGroup ?? ""
  entries.set(key, { vatProdPostingGroup, vatIdentifier, vatCalculationType, vatPercent, base, amount })
}
