/** Why lines of a purchase document cannot be posted: what they name, and the setup and accounts that they rest on. Pure. */

import { Decimal } from "@/domain/money/decimal"
import { postingAccountProblems } from "./check-account"
import { purchaseAccount } from "./compose-posting"
import { nonDeductiblePercent } from "./non-deductible-vat"
import { postedDiscounts } from "./posted-discounts"
import { makesEntry, type PostingDocument, type PostingLine } from "./posting-document"
import type { PostingItem } from "./posting-items"
import type { PostingProblem } from "./posting-problem"
import type { PostingSetup } from "./read-posting-setup"

/** @returns reasons line by line; each line's own first, then those of its discounts and its VAT */
export function postingLineProblems(document: PostingDocument, setup: PostingSetup): PostingProblem[] {
  const lines = document.lines.filter(makesEntry)
  if (lines.length === 0) return [{ code: "nothing_to_post" }]
  return lines.flatMap(line => [
    ...(line.type === "item" ? itemProblems(line, document, setup) : []),
    ...(line.type === "gl_account" ? glAccountProblems(line, setup) : []),
    ...(line.type === "charge" ? chargeProblems(line, setup) : []),
    ...(["item", "gl_account", "charge"].includes(line.type) ? [] : [unsupported(line)]),
    ...discountProblems(line, document, setup),
    ...vatProblems(line, document, setup),
  ])
}

/** Name of a line's control. */
export const postingLineField = (line: PostingLine, name = "no") => `lines.${line.lineId}.${name}`

const unsupported = (line: PostingLine): PostingProblem => ({
  field: postingLineField(line),
  code: "line_type_not_posted",
  params: { lineNo: line.lineNo, description: line.description },
})

function itemProblems(line: PostingLine, document: PostingDocument, setup: PostingSetup): PostingProblem[] {
  const found = setup.items.get(line.no!)
  const params = { no: line.no!, description: line.description }
  if (!found) return [{ field: postingLineField(line), code: "item_not_found", params }]
  return [
    ...blockedProblems(line, found, document),
    ...purchaseProblems(line, found, document, setup),
    ...(found.type === "inventory" ? inventoryProblems(line, found, setup) : []),
  ]
}

/** A blocked item is not posted at all; one blocked for purchasing may be given back. */
function blockedProblems(line: PostingLine, item: PostingItem, { documentType }: PostingDocument): PostingProblem[] {
  const field = postingLineField(line)
  if (item.blocked) return [{ field, code: "item_blocked", ...ofItem(line, item) }]
  if (!item.purchasingBlocked || documentType !== "invoice") return []
  return [{ field, code: "item_purchasing_blocked", ...ofItem(line, item) }]
}

/** Of the general posting setup that an item is bought by, and its accounts. */
function purchaseProblems(
  line: PostingLine,
  item: PostingItem,
  document: PostingDocument,
  { generalSetups, accounts }: PostingSetup,
): PostingProblem[] {
  const [bus, prod] = [document.header.genBusPostingGroup ?? "", line.genProdPostingGroup ?? ""]
  const correction = { page: "general_posting_setup", bus, prod } as const
  const general = generalSetups.get(prod)
  if (!general || general.blocked) {
    const field = postingLineField(line)
    return [{ field, code: "general_posting_setup_lacking", params: { bus, prod }, correction }]
  }
  const problems = postingAccountProblems(accounts, purchaseAccount(general, document), correction)
  if (item.type === "inventory") {
    problems.push(...postingAccountProblems(accounts, general.directCostAppliedAccountNo, correction))
  }
  return problems
}

/** Of the account that an inventory item stands on. */
function inventoryProblems(
  line: PostingLine,
  item: PostingItem,
  { inventoryAccounts, accounts }: PostingSetup,
): PostingProblem[] {
  const code = item.inventoryPostingGroup ?? ""
  const account = inventoryAccounts.get(code)
  if (account !== undefined) return postingAccountProblems(accounts, account, { page: "inventory_posting_group", code })
  return [{ field: postingLineField(line), code: "item_inventory_group_missing", ...ofItem(line, item) }]
}

/** What a reason says of an item, and where it is corrected. */
const ofItem = (line: PostingLine, { no }: PostingItem) => ({
  params: { no: line.no!, description: line.description },
  correction: { page: "item", no } as const,
})

function glAccountProblems(line: PostingLine, { accounts }: PostingSetup): PostingProblem[] {
  const correction = { page: "gl_account", no: line.no! } as const
  const account = accounts.get(line.no!)
  const problems = postingAccountProblems(accounts, line.no, correction).map(problem => ({
    ...problem,
    field: postingLineField(line),
  }))
  // Control accounts belong to a subledger or the VAT return: a line of hand would part them.
  if (problems.length === 0 && account && !account.directPosting) {
    const params = { no: account.no, name: account.name }
    problems.push({ field: postingLineField(line), code: "gl_account_no_direct_posting", params, correction })
  }
  return problems
}

/** Of the account that a charge was set up with when it was chosen. */
function chargeProblems(line: PostingLine, { accounts }: PostingSetup): PostingProblem[] {
  const correction = { page: "gl_account", no: line.chargeAccountNo ?? "" } as const
  return postingAccountProblems(accounts, line.chargeAccountNo, correction).map(problem => ({
    ...problem,
    field: postingLineField(line),
  }))
}

/** Of discounts that the company posts on accounts of their own. */
function discountProblems(line: PostingLine, document: PostingDocument, setup: PostingSetup): PostingProblem[] {
  const discounts = postedDiscounts(line, document, setup)
  if (discounts.length === 0) return []
  const [bus, prod] = [document.header.genBusPostingGroup ?? "", line.genProdPostingGroup ?? ""]
  const correction = { page: "general_posting_setup", bus, prod } as const
  const general = setup.generalSetups.get(prod)
  // An item's is asked for anyway.
  const lacks = line.type !== "item" && (!general || general.blocked)
  if (lacks)
    return [{ field: postingLineField(line), code: "general_posting_setup_lacking", params: { bus, prod }, correction }]
  return general
    ? discounts.flatMap(({ accountNo }) => postingAccountProblems(setup.accounts, accountNo, correction))
    : []
}

function vatProblems(line: PostingLine, document: PostingDocument, setup: PostingSetup): PostingProblem[] {
  const [bus, prod] = [document.header.vatBusPostingGroup ?? "", line.vatProdPostingGroup ?? ""]
  const found = setup.vatSetups.get(prod)
  const correction = { page: "vat_posting_setup", bus, prod } as const
  const field = postingLineField(line)
  if (!found || found.blocked) return [{ field, code: "vat_posting_setup_lacking", params: { bus, prod }, correction }]
  const shown = found.vatCalculationType === "normal" ? found.vatPercent : "0"
  const isChanged =
    document.correctsNo === null &&
    (found.vatCalculationType !== line.vatCalculationType ||
      (found.vatCalculationType === "normal" && !new Decimal(shown).eq(line.vatPercent)))
  if (isChanged) {
    const params = { bus, prod, was: line.vatPercent, is: shown }
    return [{ field, code: "vat_posting_setup_changed", params, correction }]
  }
  if (found.vatCalculationType === "exempt" || new Decimal(found.vatPercent).isZero()) return []
  const problems = postingAccountProblems(setup.accounts, found.purchaseVatAccountNo, correction)
  if (found.vatCalculationType === "reverse_charge") {
    problems.push(...postingAccountProblems(setup.accounts, found.reverseChargeVatAccountNo, correction))
  }
  if (found.nonDedVatAccountNo && !nonDeductiblePercent(line, setup).isZero()) {
    problems.push(...postingAccountProblems(setup.accounts, found.nonDedVatAccountNo, correction))
  }
  return problems
}
