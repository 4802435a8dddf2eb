import { and, eq } from "drizzle-orm"
import { vendorPostingGroup } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { headerField, isTextLine } from "@/domain/documents/draft"
import { amountOfLine } from "@/domain/documents/draft-amounts"
import { type InvoiceDiscount, serviceChargeDue } from "@/domain/documents/invoice-discount"
import type { DraftLine } from "@/domain/documents/line-fields"
import { emptyLine } from "@/domain/documents/plan-save"
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
  const bought = lines.filter(each => !isTextLine(each))
  const due = serviceChargeDue(
    bought.map(each => amountOfLine(each, line.decimals).lineAmount),
    line.invoiceDiscount,
    line.decimals,
  )
  if (due.isZero()) return { lines: [...lines], issues: [] }
  const no = await readAccountNo(tx, header)
  if (no === null) {
    const params = { group: header.vendorPostingGroup ?? "" }
    return { lines: [...lines], issues: [{ field, code: "service_charge_account_missing", params }] }
  }
  const charge: DraftLine = {
    ...emptyLine(line.lineId, "gl_account"),
    no,
    quantity: "1",
    price: toPlain(due),
    allowInvoiceDiscount: false,
    costSource: { kind: "service_charge" },
  }
  const planned = { key: String(line.lineId), line: charge, typed: new Set<never>(), isNew: true }
  const made = await defaultAccountLines(tx, header, [planned], false)
  const place = line.place < 0 ? lines.length : line.place
  return {
    lines: [...lines.slice(0, place), ...made.lines.map(each => each.line), ...lines.slice(place)],
    issues: made.issues.map(issue => ({ ...issue, field })),
  }
}

async function readAccountNo(tx: Tx, { companyId, vendorPostingGroup: code }: PurchaseDocumentRow) {
  const [group] = await tx
    .select({ no: vendorPostingGroup.serviceChargeAccountNo })
    .from(vendorPostingGroup)
    .where(and(eq(vendorPostingGroup.companyId, companyId), eq(vendorPostingGroup.code, code ?? "")))
  return group?.no ?? null
}
