/** Every reason why a posted purchase invoice cannot be cancelled (docs/semantics.md, "Correct and cancel"). Pure. */
import { Decimal } from "@/domain/money/decimal"
import type { Accounts } from "@/domain/posting/accounts"
import { postingAccountProblems } from "@/domain/posting/check-account"
import { postingDateProblems } from "@/domain/posting/check-posting"
import { makesEntry, type PostingLine } from "@/domain/posting/posting-document"
import type { Correction, PostingProblem } from "@/domain/posting/posting-problem"
import type { PostingSetup } from "@/domain/posting/read-posting-setup"
import { vendorProblems } from "@/domain/pricing/vendor-terms"
import type { PostedHeader } from "./read-posted-purchase-document"
import type { SettledBy } from "./settled-by"

export type Cancellation = {
  header: PostedHeader
  lines: readonly PostingLine[]
  /** The credit memo that cancels it already. */
  correctiveNo: string | null
  /** Posted credit memos that credit lines of it, the earliest first. */
  creditedBy: readonly string[]
  /** What the vendor was owed at first, and what remains of it. */
  owed: string
  remaining: string
  /** What makes the difference. */
  settledBy: readonly SettledBy[]
  /** Of the credit memo. */
  postingDate: string
  setup: PostingSetup
  /** Those that the invoice's entries stand on. */
  accounts: Accounts
  accountNos: readonly string[]
}

/** Every reason why the document cannot be cancelled on that posting date; none: it can. */
export function checkCancellation(cancellation: Cancellation): PostingProblem[] {
  const { header, setup, correctiveNo, postingDate } = cancellation
  const params = { no: header.no }
  if (header.documentType === "credit_memo") return [{ code: "cancel_credit_memo", params }]
  if (correctiveNo !== null) {
    const correction = { page: "posted_purchase_document", documentType: "credit_memo", no: correctiveNo } as const
    return [{ code: "cancel_already", params: { ...params, creditMemoNo: correctiveNo }, correction }]
  }
  const credited = creditedProblems(cancellation)
  const problems: PostingProblem[] = credited.length > 0 ? credited : paidProblems(cancellation)
  problems.push(...postingDateProblems(postingDate, setup, "postingDate"))
  if (postingDate < header.postingDate) {
    problems.push({ field: "postingDate", code: "cancel_before_invoice", params: { date: header.postingDate } })
  }
  return [...problems, ...blockedProblems(cancellation)]
}

/** What was credited of it is not taken back a second time; the rest is another credit memo's. */
function creditedProblems({ header, creditedBy }: Cancellation): PostingProblem[] {
  return creditedBy.map(no => ({
    code: "cancel_credited",
    params: { no: header.no, creditMemoNo: no },
    correction: { page: "posted_purchase_document", documentType: "credit_memo", no },
  }))
}

/** One for each payment or credit memo that would have to be taken back first. */
function paidProblems({ header, owed, remaining, settledBy }: Cancellation): PostingProblem[] {
  const left = new Decimal(remaining)
  if (left.eq(owed)) return []
  if (settledBy.length === 0) throw new RangeError(`${header.no} is settled by nothing`)
  const code = left.isZero() ? "cancel_paid" : "cancel_partly_paid"
  return settledBy.map(by => ({ code, params: { no: header.no, by: by.documentNo }, correction: whereIs(by) }))
}

function whereIs({ documentType, documentNo, openingNo }: SettledBy): Correction {
  if (openingNo !== null) return { page: "opening_balance", no: openingNo }
  return documentType === "payment" || documentType === "refund"
    ? { page: "payment", no: documentNo }
    : { page: "posted_purchase_document", documentType, no: documentNo }
}

/** What takes part in the invoice and is blocked now; what is missing in its setup is no obstacle to taking it back. */
function blockedProblems({ lines, setup, accounts, accountNos }: Cancellation): PostingProblem[] {
  const problems: PostingProblem[] = []
  for (const problem of setup.vendor ? vendorProblems(setup.vendor) : []) {
    if (!["vendor_blocked", "vendor_blocked_by", "vendor_privacy_blocked"].includes(problem.code)) continue
    problems.push({ ...problem, field: undefined, correction: { page: "vendor", no: String(problem.params?.no) } })
  }
  const itemNos = new Set(lines.flatMap(line => (line.type === "item" && makesEntry(line) ? [line.no!] : [])))
  for (const no of itemNos) {
    const item = setup.items.get(no)
    if (!item?.blocked) continue
    problems.push({
      code: "item_blocked",
      params: { no, description: item.description },
      correction: { page: "item", no },
    })
  }
  for (const no of accountNos) problems.push(...postingAccountProblems(accounts, no, { page: "gl_account", no }))
  return problems
}
