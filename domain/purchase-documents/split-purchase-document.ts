import { and, eq, sql } from "drizzle-orm"
import { purchaseInvoice } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { readApprovalSetup } from "@/domain/approvals/in-force"
import { columnsAfterEdit, stateOfNew } from "@/domain/approvals/move"
import { readDocumentCurrency } from "@/domain/documents/document-currency"
import { isServiceCharge } from "@/domain/documents/draft"
import type { InvoiceDiscount } from "@/domain/documents/invoice-discount"
import type { DraftLine } from "@/domain/documents/line-fields"
import { refuseIf } from "@/domain/documents/plan-save"
import { readInvoiceDiscount } from "@/domain/documents/read-invoice-discount"
import { readLines, writeLines } from "@/domain/documents/store-lines"
import { refuse } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { takeNumberOf } from "@/domain/numbering/take-number"
import { lockPurchaseDocument, requireVersion } from "./access"
import { eventKind, type PurchaseDocumentType } from "./document-type"
import { nounOf, seriesOf } from "./number-of-draft"
import type { PurchaseDocumentRow } from "./purchase-header"
import { tellReviewers } from "./review-after-save"
import { withServiceCharge } from "./service-charge"
import { type SplitLines, splitAmounts, splitLines } from "./split-lines"

export type SplitDraft = { no: string; documentType: PurchaseDocumentType }

/**
 * Splits lines of a draft that was rejected, or sent back, off into a draft of its own with the same header, so that the rest can be sent
 * again (approvals and e-invoices, 24): one transaction, and each history names the other. What stands on the vendor's paper, its number and
 * the control totals, stays with the rest. Both go on belonging to the request that they were built for, and limits see them together.
 *
 * @param lineIds of the lines that go
 * @returns the new draft
 * @throws Refusal split.not_rejected; at `line` as `splitLines` and `splitAmounts`
 * @throws Stale where it was changed since it was looked at; NotFound, Forbidden as for seeing it
 */
export async function splitPurchaseDocument(
  actor: Actor,
  no: string,
  version: number,
  lineIds: readonly number[],
): Promise<SplitDraft> {
  authorise(actor, "purchase_invoice.edit_own")
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const header = await lockPurchaseDocument(tx, actor, no)
    requireVersion(header, version)
    if (header.reviewState !== "sent_back") throw refuse("split.not_rejected")
    const { documentType } = header
    const lines = await readLines(tx, "purchase", companyId, no)
    const { rest, off } = await partsOf(tx, header, lines, new Set(lineIds))
    const newNo = await takeNumberOf(tx, companyId, seriesOf[documentType])
    const splitOfNo = header.splitOfNo ?? no
    const { approval } = await readApprovalSetup(tx, companyId)
    await tx
      .update(purchaseInvoice)
      .set({
        ...sumsOf(rest),
        splitOfNo,
        version: version + 1,
        lastLineId: lastLineId(header, rest.lines),
        ...columnsAfterEdit(approval, header.reviewState),
        updatedAt: sql`now()`,
      })
      .where(and(eq(purchaseInvoice.companyId, companyId), eq(purchaseInvoice.no, no)))
    await writeLines(tx, "purchase", companyId, no, lines, rest.lines)
    const made = {
      ...header,
      ...sumsOf(off),
      no: newNo,
      splitOfNo,
      postingDescription: descriptionOf(header, newNo),
      vendorInvoiceNo: "",
      controlAmountIncludingVat: null,
      controlVatAmount: null,
      duplicateReason: "",
      duplicateAllowedBy: null,
      reviewedBy: null,
      sentBackReason: "",
      version: 1,
      lastLineId: lastLineId(header, off.lines),
    }
    const anew = {
      reviewState: stateOfNew(companyId),
      reviewStateAt: undefined,
      createdAt: undefined,
      updatedAt: undefined,
    }
    await tx.insert(purchaseInvoice).values({ ...made, ...anew })
    await writeLines(tx, "purchase", companyId, newNo, [], off.lines)
    await record(tx, actor, header, newNo, off.lines.length)
    if (approval === "review") {
      await tellReviewers(tx, actor, header, version + 1)
      await tellReviewers(tx, actor, made, 1)
    }
    return { no: newNo, documentType }
  })
}

/** Both parts with their amounts; each with the service charge that it comes to by the vendor's tiers. */
async function partsOf(
  tx: Tx,
  header: PurchaseDocumentRow,
  lines: readonly DraftLine[],
  chosen: ReadonlySet<number>,
): Promise<ReturnType<typeof splitAmounts>> {
  const { companyId, currencyCode, postingDate } = header
  const own = splitLines(header, lines, chosen)
  const { amountDecimals: decimals } = await readDocumentCurrency(tx, companyId, currencyCode, postingDate)
  const invoiceDiscount = await readInvoiceDiscount(tx, header)
  const terms = { decimals, invoiceDiscount }
  const parts: SplitLines = {
    rest: await charged(tx, header, own.rest, lines, terms),
    off: await charged(tx, header, own.off, lines, terms),
  }
  return splitAmounts(header, lines, parts, terms)
}

async function charged(
  tx: Tx,
  header: PurchaseDocumentRow,
  part: readonly DraftLine[],
  lines: readonly DraftLine[],
  terms: { decimals: number; invoiceDiscount: InvoiceDiscount },
): Promise<DraftLine[]> {
  const lineId = lines.find(isServiceCharge)?.lineId ?? header.lastLineId + 1
  const { lines: complete, issues } = await withServiceCharge(tx, header, part, { ...terms, lineId, place: -1 })
  refuseIf(issues)
  return complete
}

const sumsOf = ({ lines, ...sums }: ReturnType<typeof splitAmounts>["rest"]) => ({ ...sums, lineCount: lines.length })

const lastLineId = (header: PurchaseDocumentRow, lines: readonly DraftLine[]) =>
  Math.max(header.lastLineId, ...lines.map(({ lineId }) => lineId))

/** The default names the draft's number; what was typed stays. */
function descriptionOf({ postingDescription, documentType, no }: PurchaseDocumentRow, newNo: string): string {
  return postingDescription === `${nounOf[documentType]} ${no}`
    ? `${nounOf[documentType]} ${newNo}`
    : postingDescription
}

async function record(tx: Tx, actor: Actor, header: PurchaseDocumentRow, newNo: string, lineCount: number) {
  const { companyId, no, documentType, buyFromVendorName: vendorName } = header
  const subject = { companyId, actor, subjectType: "purchase_invoice" } as const
  await recordEvent(tx, {
    ...subject,
    kind: eventKind(documentType, "split_off"),
    subjectNo: no,
    version: header.version + 1,
    data: { vendorName, toNo: newNo, lineCount },
  })
  await recordEvent(tx, {
    ...subject,
    kind: eventKind(documentType, "split"),
    subjectNo: newNo,
    version: 1,
    data: { vendorName, fromNo: no, lineCount },
  })
}
