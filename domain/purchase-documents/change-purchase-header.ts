import { eq } from "drizzle-orm"
import { purchasesSetup } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { checkCodes } from "@/domain/documents/check-codes"
import { headerField } from "@/domain/documents/draft"
import { dueDates, termsFor, vatBaseDiscount } from "@/domain/documents/due-date"
import { pickFields } from "@/domain/documents/header-definition"
import { checkHeader, headerColumns } from "@/domain/documents/header-values"
import { hasTypedDiscount } from "@/domain/documents/read-invoice-discount"
import { readPaymentTerms, type Terms } from "@/domain/documents/setup-choices"
import type { Issue } from "@/domain/errors"
import { Decimal, toPlain } from "@/domain/money/decimal"
import { termsOfInvoice } from "@/domain/posting/check-credit"
import { headerFromVendor, readVendorTerms, type VendorTerms, vendorProblems } from "@/domain/pricing/vendor-terms"
import { type PurchaseDocumentRow, type PurchaseHeaderField, purchaseHeader } from "./purchase-header"
import { setBuyFromAddress } from "./set-buy-from-address"

export type ChangedPurchaseHeader = {
  header: PurchaseDocumentRow
  /** The new vendor's terms, where the vendor was changed. */
  newVendor: VendorTerms | null
  issues: Issue[]
}

type Changed = Partial<Record<PurchaseHeaderField, string>>

/**
 * The header after the actor's changes. Another vendor gives the header anew, as on a new invoice (docs/semantics.md,
 * "Create Purchase Invoice", 6): every column that a vendor gives, but for what was changed in the same save. Terms or a
 * document date give the due dates anew unless these were typed along with them; a credit memo is due on its document date.
 */
export async function changePurchaseHeader(
  tx: Tx,
  stored: PurchaseDocumentRow,
  changed: Changed,
): Promise<ChangedPurchaseHeader> {
  const wrong = checkHeader(purchaseHeader, changed)
  if (wrong.length > 0) return { header: stored, newVendor: null, issues: wrong }
  const typed = headerColumns(purchaseHeader, changed)
  const header: PurchaseDocumentRow = { ...stored, ...typed }
  const vendor = changed.buyFromVendorNo === undefined ? null : await takeVendor(tx, header, typed)
  const newVendor = vendor?.terms ?? null
  const issues = [...(vendor?.issues ?? []), ...dropDiscount(header, changed)]
  const due = newVendor || changed.paymentTermsCode !== undefined || changed.documentDate !== undefined
  const known = changed.paymentTermsCode === undefined && newVendor ? newVendor.paymentTerms : undefined
  const names = Object.keys(changed)
  issues.push(
    ...(await checkCodes(
      tx,
      purchaseHeader,
      header,
      due && known === undefined ? [...names, "paymentTermsCode"] : names,
    )),
  )
  issues.push(...(await vatBaseProblems(tx, header, changed)))
  if (due) await setDueDates(tx, header, changed, known)
  issues.push(...creditedTermsProblems(stored, header))
  if (changed.orderAddressCode !== undefined) await setBuyFromAddress(tx, header)
  return { header, newVendor, issues }
}

/** What a credit memo has of the posted invoice that it credits stays. */
function creditedTermsProblems(stored: PurchaseDocumentRow, header: PurchaseDocumentRow): Issue[] {
  if (stored.creditsNo === null) return []
  const params = { no: stored.creditsNo }
  return termsOfInvoice
    .filter(name => header[name] !== stored[name])
    .map(name => ({ field: headerField(name), code: "credit_terms", params }))
}

/** Gives the header what the vendor of its number gives. @param typed what stays all the same */
async function takeVendor(
  tx: Tx,
  header: PurchaseDocumentRow,
  typed: Partial<PurchaseDocumentRow>,
): Promise<{ terms: VendorTerms | null; issues: Issue[] }> {
  const { companyId, buyFromVendorNo: no, postingDate } = header
  const field = headerField("buyFromVendorNo" satisfies PurchaseHeaderField)
  const terms = await readVendorTerms(tx, companyId, no, postingDate)
  if (!terms) return { terms, issues: [{ field, code: no === "" ? "required" : "vendor_not_found" }] }
  Object.assign(
    header,
    pickFields(headerFromVendor(terms, header.no, header.documentType), purchaseHeader.given),
    typed,
  )
  return { terms, issues: vendorProblems(terms).map(issue => ({ ...issue, field })) }
}

/** Where nobody types the invoice discount, its value is none. */
function dropDiscount(header: PurchaseDocumentRow, changed: Changed): Issue[] {
  if (hasTypedDiscount(header)) return []
  header.invoiceDiscountValue = "0"
  if (Number(changed.invoiceDiscountValue ?? 0) === 0) return []
  return [{ field: headerField("invoiceDiscountValue" satisfies PurchaseHeaderField), code: "discount_without_effect" }]
}

/** @param known terms that were read already; null: none */
async function setDueDates(
  tx: Tx,
  header: PurchaseDocumentRow,
  changed: Changed,
  known: Terms | null | undefined,
): Promise<void> {
  const code = header.paymentTermsCode
  const terms = known ?? (code && known !== null ? await readPaymentTerms(tx, header.companyId, code) : null)
  const held = termsFor(header.documentType, terms)
  const due = dueDates(header.documentDate, held)
  if (changed.dueDate === undefined) header.dueDate = due.dueDate
  if (changed.paymentDiscountDate === undefined) header.paymentDiscountDate = due.pmtDiscountDate
  header.paymentDiscountPercent = held?.discountPercent ?? "0"
  // A document date alone gives no other discount; of what a posted invoice had a credit memo keeps its own.
  if (changed.paymentTermsCode === undefined || header.creditsNo !== null) return
  if (changed.vatBaseDiscountPercent === undefined)
    header.vatBaseDiscountPercent = vatBaseDiscount(held, await readVatTolerance(tx, header.companyId))
}

/** A discount of the VAT base that is typed is at most what the setup allows. */
async function vatBaseProblems(tx: Tx, header: PurchaseDocumentRow, changed: Changed): Promise<Issue[]> {
  if (!changed.vatBaseDiscountPercent) return []
  const maximum = await readVatTolerance(tx, header.companyId)
  if (new Decimal(header.vatBaseDiscountPercent).lte(maximum)) return []
  const field = headerField("vatBaseDiscountPercent" satisfies PurchaseHeaderField)
  return [{ field, code: "vat_base_discount_too_large", params: { maximum: toPlain(new Decimal(maximum)) } }]
}

async function readVatTolerance(tx: Tx, companyId: number): Promise<string> {
  const [row] = await tx
    .select({ percent: purchasesSetup.vatTolerancePercent })
    .from(purchasesSetup)
    .where(eq(purchasesSetup.companyId, companyId))
  return row?.percent ?? "0"
}
