/** Writes what was built, and how its request ends with it. */
import { and, eq, type SQL, sql } from "drizzle-orm"
import { entries, insertions, insertionValues, type Target } from "@/db/insert-rows"
import { prepared, value } from "@/db/prepared"
import { membership, purchaseInvoice, purchaseInvoiceLine, purchaseRequest, purchasesSetup } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { stateOfNew } from "@/domain/approvals/move"
import { eventInsertion, eventValues } from "@/domain/history/record-event"
import { toPlain } from "@/domain/money/decimal"
import { headerFromVendor, type VendorTerms } from "@/domain/pricing/vendor-terms"
import type { Composed } from "./compose-lines"
import type { CostChange, QueuedRequest } from "./settle-purchase-request"

/** Fields of the header that a new draft leaves to their default. */
const headerDefaults = [
  "documentType",
  "creditsNo",
  "splitOfNo",
  "yourReference",
  "reviewStateAt",
  "reviewedBy",
  "sentBackReason",
  "invoiceDiscountCalculation",
  "invoiceDiscountValue",
  "invoiceDiscountAmount",
  "controlAmountIncludingVat",
  "controlVatAmount",
  "duplicateReason",
  "duplicateAllowedBy",
  "version",
  "queueKey",
  "createdAt",
  "updatedAt",
] as const

/** Fields of its lines. */
const lineDefaults = [
  "chargeAccountNo",
  "typedAmount",
  "allowInvoiceDiscount",
  "invoiceDiscountAmount",
  "vatDifference",
  "creditsLineNo",
] as const

const linesOf = { companyId: value("companyId"), documentNo: value("invoiceNo") }

const targets: readonly Target[] = [
  {
    table: purchaseInvoice,
    drawn: { reviewState: stateOfNew(sql`${value("companyId")}::integer`) },
    defaults: headerDefaults,
  },
  {
    table: purchaseInvoiceLine,
    drawn: {
      companyId: sql`${linesOf.companyId}::integer`,
      documentNo: sql`${linesOf.documentNo}::text`,
      typedFields: sql`'{}'::text[]`,
    },
    defaults: lineDefaults,
  },
]

/**
 * Header, lines, the request's end, and what is told to who asked and to who reviews, in one statement: COMMIT may follow at once.
 *
 * @param request which the transaction has locked
 * @param no of the invoice
 * @param changes lines whose cost is not the one that was shown
 */
export async function writeBuiltInvoice(
  tx: Tx,
  request: QueuedRequest,
  no: string,
  terms: VendorTerms,
  { lines, totals }: Composed<number>,
  changes: readonly CostChange[],
): Promise<void> {
  const { companyId, requestedBy, requestedByName } = request
  const [amount, amountIncludingVat] = [toPlain(totals.amount), toPlain(totals.amountIncludingVat)]
  const header = {
    ...headerFromVendor(terms, no),
    requestedBy,
    costChanged: changes.length > 0,
    lineCount: lines.length,
    lastLineId: lines.length,
    amount,
    amountIncludingVat,
  }
  const built = {
    lineCount: lines.length,
    amount,
    currencyCode: request.currencyCode,
    vendorName: request.vendorName,
    costChanges: changes.length,
  }
  await write(tx, {
    ...insertionValues(targets, [
      entries(purchaseInvoice, [header], ["reviewState", ...headerDefaults]),
      entries(purchaseInvoiceLine, rowsOf(lines), ["companyId", "documentNo", "typedFields", ...lineDefaults]),
    ]),
    ...eventValues(
      {
        companyId,
        actor: null,
        kind: "purchase_request.ready",
        subjectType: "purchase_request",
        subjectNo: request.no,
        data: { ...built, purchaseInvoiceNo: no },
        tell: { userIds: [requestedBy] },
      },
      "ready_",
    ),
    ...eventValues(
      {
        companyId,
        actor: { userId: requestedBy, name: requestedByName },
        kind: "purchase_invoice.built",
        subjectType: "purchase_invoice",
        subjectNo: no,
        version: 1,
        data: { ...built, requestNo: request.no },
      },
      "built_",
    ),
    companyId,
    requestNo: request.no,
    requestedBy,
    invoiceNo: no,
    costChanges: changes.length > 0 ? JSON.stringify(changes) : null,
  })
}

function rowsOf(lines: Composed<number>["lines"]) {
  return lines.map((line, index) => ({
    lineId: index + 1,
    lineNo: line.lineNo,
    type: line.type,
    no: line.no,
    description: line.description,
    quantity: toPlain(line.quantity),
    unitOfMeasureCode: line.unitOfMeasureCode,
    qtyPerUnitOfMeasure: toPlain(line.qtyPerUnitOfMeasure),
    lineDiscountPercent: toPlain(line.lineDiscountPercent),
    lineDiscountAmount: toPlain(line.lineDiscountAmount),
    lineAmount: toPlain(line.lineAmount),
    vatProdPostingGroup: line.vatProdPostingGroup,
    genProdPostingGroup: line.genProdPostingGroup,
    vatIdentifier: line.vatIdentifier,
    vatPercent: toPlain(line.vatPercent),
    vatCalculationType: line.vatCalculationType,
    amount: toPlain(line.amount),
    amountIncludingVat: toPlain(line.amountIncludingVat),
    directUnitCost: toPlain(line.directUnitCost),
    pricePer: toPlain(line.pricePer),
    costSource: line.costSource,
    vendorItemNo: line.vendorItemNo,
  }))
}

/** Where drafts are reviewed: purchasing managers who can sign in, but for the requester, who never reviews what they asked for. */
const reviewers = (): SQL => sql`
  select ${membership.userId} from ${membership}
  where ${eq(membership.companyId, value("companyId"))} and ${eq(membership.role, sql`'purchasing_manager'`)}
    and ${membership.userId} <> ${value("requestedBy")}::integer
    and exists (select from ${purchasesSetup} where ${eq(purchasesSetup.companyId, value("companyId"))}
      and ${purchasesSetup.approval} = 'review')`

const write = prepared(
  "build_write",
  () => sql`
    with ${insertions(targets)}, settled as (
      update ${purchaseRequest} set state = 'ready', purchase_invoice_no = ${value("invoiceNo")}::text,
        finished_at = clock_timestamp(), failure = null, cost_changes = ${value("costChanges")}::jsonb
      where ${and(eq(purchaseRequest.companyId, value("companyId")), eq(purchaseRequest.no, value("requestNo")))}
    ), ${eventInsertion({ of: "ready_" })}, ${eventInsertion({
      of: "built_",
      // For their order: parts that nothing asks for are run from the last to the first.
      from: sql`ready_happened`,
      alsoTold: reviewers(),
    })}
    select`,
)
