/**
 * Works out every entry that posting a purchase document makes (docs/semantics.md, "Posting does"). Pure: preview and post
 * show and write the same.
 */

import { toCompanyCurrency } from "@/domain/documents/document-currency"
import { Decimal, sum, ZERO } from "@/domain/money/decimal"
import { type ComposedItemEntry, type ItemToPost, itemEntries, lastDirectCosts } from "./compose-items"
import {
  bookVat,
  bookVatGroups,
  type ComposedVatEntry,
  composeVatEntry,
  groupOf,
  noShare,
  type PostedVatGroup,
  signed,
} from "./compose-vat"
import { type GlEntrySum, GlEntrySums } from "./gl-entry-sums"
import { invoiceRounding } from "./invoice-rounding"
import type { PostedLine } from "./non-deductible-vat"
import { postedDiscounts } from "./posted-discounts"
import { makesEntry, type PostingDocument, type PostingLine } from "./posting-document"
import type { GeneralSetup, PostingSetup } from "./read-posting-setup"
import { vatBaseOf } from "./vat-base-of"

export type ComposedGlEntry = GlEntrySum & { description: string }

export type Posting = {
  /** Sums to zero. */
  gl: ComposedGlEntry[]
  vat: ComposedVatEntry[]
  /** What the vendor is owed, negative, in the document's currency and in the company's. */
  vendor: { amount: Decimal; amountLcy: Decimal }
  items: ComposedItemEntry[]
  /** Cost per base unit last paid before discounts, by item. */
  lastDirectCosts: ReadonlyMap<string, Decimal>
  /** The document's lines, with the line of invoice rounding where there is one. */
  lines: readonly PostedLine[]
  amount: Decimal
  amountIncludingVat: Decimal
}

/**
 * Composes the entries of a document that `checkPosting` has found no problem with.
 *
 * G/L: the purchase account of each line's general posting setup, or the line's own account; VAT of each group; a
 * reverse charge both ways; the vendor's payables account for the total. Inventory items also debit inventory and credit
 * direct cost applied. Discounts that are posted are credited to their accounts, and what was bought is debited before
 * them. In a foreign currency the totals of the document, of each VAT group, of each account and of each
 * item are converted; what their roundings leave over goes to the currency's rounding account
 * (docs/decisions/0022-foreign-amounts-are-converted-by-account.md). A credit memo is the same with every sign turned.
 */
export function composePosting(document: PostingDocument, setup: PostingSetup): Posting {
  const { currency } = setup
  const toLcy = (amount: Decimal) => toCompanyCurrency(amount, currency)
  const rounding = invoiceRounding(document, setup)
  const lines = rounding ? [...document.lines, rounding] : document.lines
  const gl = new GlEntrySums()
  const groups = new Map<string, PostedVatGroup>()
  const bought: ItemToPost[] = []
  let [amount, amountIncludingVat] = [ZERO, ZERO]

  for (const line of lines) {
    if (!makesEntry(line)) continue
    const [net, gross] = [new Decimal(line.amount), new Decimal(line.amountIncludingVat)]
    amount = amount.plus(net)
    amountIncludingVat = amountIncludingVat.plus(gross)
    addLine(gl, line, document, setup)
    if (line !== rounding) {
      const group = groupOf(groups, line, setup)
      group.net = group.net.plus(net)
      group.tax = group.tax.plus(gross).minus(net)
      group.difference = group.difference.plus(line.vatDifference)
      group.lines.push({ line, net, tax: gross.minus(net) })
      bookVat(gl, group, ZERO, ZERO)
    }
    if (line.type === "item") bought.push({ line, net })
  }
  const owed = toLcy(amountIncludingVat)
  const toBase = vatBaseOf(document.header, currency.amountDecimals)
  const conversion = { toBase, toLcy, lcyDecimals: currency.lcyAmountDecimals }
  const vat = Array.from(groups.values(), group => composeVatEntry(group, conversion))
  const shares = bookVatGroups(gl, [...groups.values()], vat, conversion, line => accountOf(line, document, setup))
  gl.book(setup.vendorPostingGroup!.payablesAccountNo, owed.neg())
  const items = itemEntries(bought, toLcy, setup)
  for (const { inventoryAccountNo, costAmount, source } of items) {
    gl.book(inventoryAccountNo, costAmount)
    const general = setup.generalSetups.get(source.line.genProdPostingGroup ?? "")!
    gl.add(general.directCostAppliedAccountNo!, source.net.neg(), source.line.genProdPostingGroup, null)
  }
  const entries = gl.entries(toLcy)
  const rest = sum(entries.map(entry => entry.amount))
  if (!rest.isZero()) entries.push({ ...noGroups, glAccountNo: currency.roundingAccountNo!, amount: rest.neg() })

  const sign = document.documentType === "credit_memo" ? -1 : 1
  const description = document.header.postingDescription
  return {
    gl: entries.map(entry => ({ ...entry, amount: entry.amount.times(sign), description })),
    vat: vat.map(entry => signed(entry, sign)),
    vendor: { amount: amountIncludingVat.times(-sign), amountLcy: owed.times(-sign) },
    items: items.map(({ source: _, ...entry }) => ({
      ...entry,
      quantity: entry.quantity.times(sign),
      costAmount: entry.costAmount.times(sign),
    })),
    lastDirectCosts: document.documentType === "invoice" ? lastDirectCosts(bought, document, setup) : new Map(),
    lines: lines.map(line => ({ ...line, ...(shares.get(line) ?? noShare) })),
    amount,
    amountIncludingVat,
  }
}

const noGroups = { genProdPostingGroup: null, vatProdPostingGroup: null }

/** Discounts that are posted stand on accounts of their own; what was bought is debited before them. */
function addLine(gl: GlEntrySums, line: PostingLine, document: PostingDocument, setup: PostingSetup): void {
  const accountNo = accountOf(line, document, setup)
  const { genProdPostingGroup, vatProdPostingGroup } = line
  gl.add(accountNo, new Decimal(line.amount), genProdPostingGroup, vatProdPostingGroup)
  for (const discount of postedDiscounts(line, document, setup)) {
    gl.add(accountNo, discount.amount, genProdPostingGroup, vatProdPostingGroup)
    gl.add(discount.accountNo!, discount.amount.neg(), genProdPostingGroup, vatProdPostingGroup)
  }
}

/** Where a line's amount goes: its own account or that of its charge, or the purchase account of its general posting setup. */
function accountOf(line: PostingLine, document: PostingDocument, setup: PostingSetup): string {
  if (line.type === "gl_account") return line.no!
  if (line.type === "charge") return line.chargeAccountNo!
  return purchaseAccount(setup.generalSetups.get(line.genProdPostingGroup ?? "")!, document)!
}

/** The account of a general posting setup that items are bought, or given back, on; null: not set up. */
export function purchaseAccount(general: GeneralSetup, { documentType }: PostingDocument): string | null {
  const creditMemoAccountNo = documentType === "credit_memo" ? general.purchaseCreditMemoAccountNo : null
  return creditMemoAccountNo ?? general.purchaseAccountNo
}
