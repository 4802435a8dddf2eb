import { and, eq } from "drizzle-orm"
import { vendorPostingGroup } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { headerField, isTextLine } from "@/domain/documents/draft"
import { type InvoiceDiscount, serviceChargeDue } from "@/domain/documents/invoice-discount"
import { lineAmount } from "@/domain/documents/line-amount"
import type { DraftLine } from "@/domain/documents/line-fields"
import { emptyLine } from "@/domain/documents/plan-save"
import type { Issue } from "@/domain/errors"
import { Decimal, toPlain } from "@/domain/money/decimal"
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
  const due = serviceChargeDue(bought.map(amountOf(line.decimals)), line.invoiceDiscount, line.decimals)
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

const amountOf = (decimals: number) => (line: DraftLine) =>
  lineAmount(
    {
      quantity: new Decimal(line.quantity),
      directUnitCost: new Decimal(line.price),
      lineDiscountPercent: new Decimal(line.lineDiscountPercent),
    },
    decimals,
  ).lineAmount

async function readAccountNo(tx: Tx, { companyId, vendorPostingGroup: code }: PurchaseDocumentRow) {
  const [group] = await tx
    .select({ no: vendorPostingGroup.serviceChargeAccountNo })
    .from(vendorPostingGroup)
    .where(and(eq(vendorPostingGroup.companyId, companyId), eq(vendorPostingGroup.code, code ?? "")))
  return group?.no ?? null
}
