import { lineFieldName } from "@/domain/documents/draft"
import type { DraftLine, LineField } from "@/domain/documents/line-fields"
import { missingNumber } from "@/domain/documents/missing-number"
import { chosenVatGroup, type PlannedLine } from "@/domain/documents/planned-line"
import type { Issue } from "@/domain/errors"
import { Decimal, toPlain } from "@/domain/money/decimal"
import type { ItemTerms } from "@/domain/pricing/item-terms"
import type { VendorTerms } from "@/domain/pricing/vendor-terms"
import { type ComposedPurchaseLine, composeLines, type LineProblem } from "@/domain/purchase-requests/compose-lines"
import { purchaseDefinition } from "./purchase-header"

/** Which terms that costs, discounts and VAT rest on have changed. */
export type RenewedPurchaseTerms = {
  vendor: boolean
  /** The currency, or whether prices include VAT: typed costs stay and mean something else. */
  statement: boolean
  /** The posting date: other prices and discounts hold, and another rate. */
  date: boolean
  /** VAT is to be as it is set up now. */
  vat: boolean
}

type Reason = RenewedPurchaseTerms & {
  /** Another item: everything is given anew. */
  chosen: boolean
  /** Another unit: the cost of the old one means nothing. */
  unit: boolean
  /** Another quantity may reach another price or discount. */
  quantity: boolean
  /** A cost was typed: it says which default it stands instead of. */
  cost: boolean
  /** Of another number of units: a default cost says the same of as many. */
  per: boolean
  /** Another VAT product posting group was chosen, or that of the item again. */
  group: boolean
  /** A typed discount or line amount was cleared: the vendor's discount holds again. */
  discount: boolean
}

/** Why a line wants something from the vendor's terms; null where it does not. */
function reasonOf({ line, typed, isNew }: PlannedLine, renewed: RenewedPurchaseTerms): Reason | null {
  if (line.type !== "item" || line.no === null) return null
  const reason = {
    chosen: isNew || typed.has("no"),
    unit: typed.has("unitOfMeasureCode"),
    quantity: typed.has("quantity"),
    cost: typed.has("price"),
    per: typed.has("pricePer"),
    group: typed.has("vatProdPostingGroup"),
    discount: typed.has("lineDiscountAmount") || typed.has("lineAmount"),
    ...renewed,
  }
  return Object.values(reason).some(Boolean) ? reason : null
}

/** Numbers of the items whose terms have to be read. */
export function purchaseItemsInQuestion(planned: readonly PlannedLine[], renewed: RenewedPurchaseTerms): string[] {
  const nos = planned.flatMap(line => (reasonOf(line, renewed) ? [line.line.no!] : []))
  return [...new Set(nos)]
}

/**
 * Fills in what a line takes from item and vendor and nobody typed: description, unit, cost, discount, VAT. A cost or discount
 * that was typed stays, whatever it rests on, so that one save and the same changes in several give the same document; but for
 * what was typed for another item, and a cost for another unit.
 *
 * @param given null where no line is in question (`purchaseItemsInQuestion`)
 */
export function defaultPurchaseLines(
  planned: readonly PlannedLine[],
  renewed: RenewedPurchaseTerms,
  given: { terms: VendorTerms; items: ItemTerms } | null,
): { lines: DraftLine[]; issues: Issue[]; typedCostsKept: number } {
  const issues = planned.flatMap(line => missingNumber(purchaseDefinition, line))
  const reasons = new Map<string, Reason>()
  const asked = planned.flatMap(({ line, key, typed, isNew }) => {
    const reason = reasonOf({ line, key, typed, isNew }, renewed)
    if (!reason || !given) return []
    reasons.set(key, reason)
    return {
      key,
      type: "item" as const,
      no: line.no,
      description: line.description,
      quantity: new Decimal(line.quantity),
      unitOfMeasureCode: reason.chosen && !typed.has("unitOfMeasureCode") ? "" : line.unitOfMeasureCode,
      typedUnitCost: isCostTyped(line, typed, reason) ? new Decimal(line.price) : null,
      ...(takesPer(line, typed, reason) ? {} : { pricePer: new Decimal(line.pricePer) }),
      vatProdPostingGroup: chosenVatGroup({ line, typed }),
    }
  })
  const composed = given ? composeLines(given.terms, given.items, asked) : { lines: [], problems: [] }
  for (const problem of composed.problems) {
    const reason = reasons.get(problem.key)
    if (reason && concerns(problem, reason)) issues.push(issueOf(problem))
  }
  const found = new Map(composed.lines.map(line => [line.key, line]))
  let typedCostsKept = 0
  const lines = planned.map(({ line, key, typed }) => {
    const reason = reasons.get(key)
    const composedLine = found.get(key)
    const isRenewed = renewed.vendor || renewed.statement
    if (!reason || !composedLine?.no || !given) {
      if (isRenewed && ["gl_account", "charge"].includes(line.type) && line.price !== "0") typedCostsKept++
      return typed.has("price") ? withTypedCost(line) : line
    }
    const item = given.items.items.get(composedLine.no)
    const next = withDefaults(line, typed, reason, composedLine, item?.description ?? "")
    if (isRenewed && !reason.chosen && next.costSource?.kind === "typed") typedCostsKept++
    return next
  })
  return { lines, issues, typedCostsKept }
}

/** Blocked since, or gone: no reason to refuse a new quantity of what is on the invoice already. */
function concerns({ code }: LineProblem<string>, reason: Reason): boolean {
  if (reason.chosen) return true
  if (code === "item_unit_missing") return reason.unit
  if ((reason.vat || reason.group) && code === "vat_posting_setup_missing") return true
  if (reason.group && code === "item_vat_group_missing") return true
  return reason.vendor && (code === "vat_posting_setup_missing" || code === "general_posting_setup_missing")
}

/** Where a problem is mended on the line; elsewhere it is the item's. */
const fieldsOfProblems: Readonly<Record<string, LineField>> = {
  item_unit_missing: "unitOfMeasureCode",
  item_vat_group_missing: "vatProdPostingGroup",
  vat_posting_setup_missing: "vatProdPostingGroup",
}

function issueOf({ key, code, params }: LineProblem<string>): Issue {
  return { field: lineFieldName(purchaseDefinition, key, fieldsOfProblems[code] ?? "no"), code, params }
}

function withTypedCost(line: DraftLine): DraftLine {
  const source = line.costSource
  return source?.kind === "typed" ? line : { ...line, costSource: { kind: "typed" } }
}

function withDefaults(
  line: DraftLine,
  typed: ReadonlySet<LineField>,
  reason: Reason,
  composed: ComposedPurchaseLine<string>,
  itemDescription: string,
): DraftLine {
  const next = { ...line }
  if (reason.chosen && !typed.has("description")) next.description = itemDescription
  if (reason.chosen || reason.unit) {
    next.unitOfMeasureCode = composed.unitOfMeasureCode
    next.qtyPerUnitOfMeasure = toPlain(composed.qtyPerUnitOfMeasure)
  }
  if (isCostTyped(line, typed, reason) || givesCost(line, reason)) {
    next.price = toPlain(composed.directUnitCost)
    next.pricePer = toPlain(composed.pricePer)
    next.costSource = composed.costSource
  }
  if (givesDiscount(line, typed, reason)) next.lineDiscountPercent = toPlain(composed.lineDiscountPercent)
  if (reason.chosen || reason.vendor || reason.vat || reason.group) {
    next.vendorItemNo = composed.vendorItemNo
    next.vatProdPostingGroup = composed.vatProdPostingGroup
    next.genProdPostingGroup = composed.genProdPostingGroup
    next.vatIdentifier = composed.vatIdentifier
    next.vatPercent = toPlain(composed.vatPercent)
    next.vatCalculationType = composed.vatCalculationType
  }
  return next
}

function isCostTyped({ costSource }: DraftLine, typed: ReadonlySet<LineField>, reason: Reason): boolean {
  return typed.has("price") || (costSource?.kind === "typed" && !reason.chosen && !reason.unit)
}

/** Whether a default cost comes for as many units as the price list has it: nobody typed for how many, nor a cost that would then mean another. */
function takesPer(line: DraftLine, typed: ReadonlySet<LineField>, reason: Reason): boolean {
  return !typed.has("pricePer") && !line.typedFields?.includes("pricePer") && !isCostTyped(line, typed, reason)
}

function givesCost({ costSource }: DraftLine, reason: Reason): boolean {
  if (reason.chosen || reason.unit || reason.vendor || reason.statement) return true
  // What is not recorded stays until it is certain to be wrong.
  if (costSource === null) return false
  return reason.quantity || reason.date || reason.per || reason.group || (reason.vat && "vatAdded" in costSource)
}

function givesDiscount(line: DraftLine, typed: ReadonlySet<LineField>, reason: Reason): boolean {
  const { typedFields, typedAmount } = line
  if (typedAmount !== null) return false
  if (typedFields?.includes("lineDiscountPercent") || typed.has("lineDiscountPercent")) return false
  // What was typed and is cleared asks for the vendor's, whatever is recorded of the line.
  if (reason.chosen || reason.vendor || reason.discount) return true
  return Boolean(typedFields) && (reason.unit || reason.statement || reason.date || reason.quantity)
}
