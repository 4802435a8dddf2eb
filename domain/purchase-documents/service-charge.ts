import { and, eq } from "drizzle-orm"
import { vendorPostingGroup } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { headerField, isTextLine } from "@/domain/documents/draft"
import { amountOfLine } from "@/domain/documents/draft-amounts"
import { emptyLine } from "@/domain/documents/empty-line"
import { type InvoiceDiscount, serviceChargeDue } from "@/domain/documents/invoice-discount"
import type { DraftLine } from "@/domain/documents/line-fields"
import type { Issue } from "@/domain/errors"
import { toPlain } from "@/domain/money/decimal"
import { defaultAccountLines } from "./default-account-lines"
import type { PurchaseDocumentRow } from "./purchase-header"

const field = headerField("invoiceDiscountCalculation")

/**
 * A draft's lines with the service charge that they bring about by the vendor's tiers: a line of one piece on the vendor
 * posting group's account, with that account's VAT, which allows no invoice discount.
 *
 * @param lines all but that of an earlier service charge
 * @param line.lineId of the service charge: the one it had, else a free one
 * @param line.place among the lines, from 0; below 0: at the end
 * @returns the lines as they are and why, where the account cannot be taken
 */
export async function withServiceCharge(
  tx: Tx,
  header: PurchaseDocumentRow,
  lines: readonly DraftLine[],
  line: { invoiceDiscount: InvoiceDiscount; decimals: number; lineId: number; place: number },
): Promise<{ lines: DraftLine[]; issues: Issue[] }> {
  if (line.invoiceDiscount.calculation !== "tiers") return { lines: [...lines], issues: [] }
  const bought = lines.filter(each => !isTextLine(each))
  const due = serviceChargeDue(
    bought.map(each => amountOfLine(each, line.decimals).lineAmount),
    line.invoiceDiscount,
    line.decimals,
  )
  if (due.isZero()) return { lines: [...lines], issues: [] }
  const made = await serviceChargeLine(tx, header, line.lineId)
  if (!made.line) return { lines: [...lines], issues: made.issues }
  const charge = { ...made.line, price: toPlain(due) }
  const place = line.place < 0 ? lines.length : line.place
  return { lines: [...lines.slice(0, place), charge, ...lines.slice(place)], issues: made.issues }
}

/** The line of a service charge, its cost still to be worked out; null where the vendor posting group has no account for it. */
export async function serviceChargeLine(
  tx: Tx,
  header: PurchaseDocumentRow,
  lineId: number,
): Promise<{ line: DraftLine | null; issues: Issue[] }> {
  const no = await readAccountNo(tx, header)
  if (no === null) {
    const params = { group: header.vendorPostingGroup ?? "" }
    return { line: null, issues: [{ field, code: "service_charge_account_missing", params }] }
  }
  const charge: DraftLine = {
    ...emptyLine(lineId, "gl_account"),
    no,
    quantity: "1",
    allowInvoiceDiscount: false,
    costSource: { kind: "service_charge" },
  }
  const planned = { key: String(lineId), line: charge, typed: new Set<never>(), isNew: true }
  const { lines, issues } = await defaultAccountLines(tx, header, [planned], false)
  return { line: lines[0]!.line, issues: issues.map(issue => ({ ...issue, field })) }
}

async function readAccountNo(tx: Tx, { companyId, vendorPostingGroup: code }: PurchaseDocumentRow) {
  const [group] = await tx
    .select({ no: vendorPostingGroup.serviceChargeAccountNo })
    .from(vendorPostingGroup)
    .where(and(eq(vendorPostingGroup.companyId, companyId), eq(vendorPostingGroup.code, code ?? "")))
  return group?.no ?? null
}
