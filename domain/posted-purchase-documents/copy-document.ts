import { and, eq } from "drizzle-orm"
import { postedPurchaseDocument as posted, purchaseInvoice } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { type DraftEdit, type EditedLine, isServiceCharge } from "@/domain/documents/draft"
import { pickFields } from "@/domain/documents/header-definition"
import { headerTexts } from "@/domain/documents/header-values"
import { type DraftLine, type LineField, lineField, lineFields, lineTexts } from "@/domain/documents/line-fields"
import { StaleDraft } from "@/domain/documents/stale-draft"
import { readLines } from "@/domain/documents/store-lines"
import { NotFound, refuse, Stale } from "@/domain/errors"
import { Decimal } from "@/domain/money/decimal"
import { isInvoiceRounding } from "@/domain/posting/invoice-rounding"
import { authorisePurchaseDocument, lockPurchaseDocument } from "@/domain/purchase-documents/access"
import type { PurchaseDocumentType } from "@/domain/purchase-documents/document-type"
import {
  type PurchaseDocumentRow,
  type PurchaseHeaderField,
  purchaseHeader,
} from "@/domain/purchase-documents/purchase-header"
import { saveLocked } from "@/domain/purchase-documents/save-purchase-document"
import { readPostedLines } from "./read-posted-lines"
import { restateCopiedLines } from "./restate-copied-lines"

/** A document to copy from. */
export type CopySource = { isPosted: boolean; documentType: PurchaseDocumentType; no: string }

export type CopyInput = {
  /** Of the draft that is copied into. */
  version: number
  from: CopySource
  /** Header: the draft's own lines go. Lines alone are put below those that are there. */
  part: "both" | "header" | "lines"
  /** Costs, discounts and units by the draft's vendor and date, in the place of those of the source. */
  recalculate: boolean
}

type Source = {
  header: Readonly<Record<string, string>>
  currencyCode: string
  pricesIncludingVat: boolean
  lines: readonly DraftLine[]
}

/**
 * Copies header, lines or both of another draft or posted document into a draft, as Copy Document of the reference does
 * (docs/semantics.md, "Copy Document"). Quantities keep their signs: what they mean is the document's type. What stands on the
 * vendor's paper, and the draft's own dates, stay. It is a save like any other, with its history, checks and review.
 *
 * @returns the draft's type
 * @throws Refusal at `no` where there is no such document to see; where there is no rate to restate lines at; where costs are to stay as they are in the source although
 *   they are of another vendor, currency or way of stating prices
 * @throws Stale when the draft has changed since it was shown; NotFound, Forbidden as for seeing the draft, Forbidden to copy
 *   from a posted document without the right to the books
 */
export async function copyDocument(
  actor: Actor,
  no: string,
  { version, from, part, recalculate }: CopyInput,
): Promise<PurchaseDocumentType> {
  authorise(actor, "purchase_invoice.edit_own")
  if (from.isPosted) authorise(actor, "books.see")
  return inCompany(actor.companyId, async tx => {
    const draft = await lockPurchaseDocument(tx, actor, no)
    const source = await readSource(tx, actor, from)
    const takesHeader = part !== "lines"
    if (part !== "header" && !takesHeader && !recalculate) requireSameTerms(draft, source)
    // With the source's header its lines mean what they meant there.
    const lines = takesHeader ? source.lines : await restateCopiedLines(tx, draft, source, source.lines)
    const there = await readLines(tx, "purchase", actor.companyId, no)
    const own = there.filter(line => !isServiceCharge(line)).map(({ lineId }) => lineId)
    const edit: DraftEdit = {
      version,
      header: takesHeader ? source.header : {},
      lines: part === "header" ? [] : copiedLines(lines, recalculate),
      loaded: part === "both" ? own : [],
      deleted: part === "both" ? own : [],
      choices: {},
      typedCosts: "figure",
    }
    await saveLocked(tx, actor, draft, edit).catch((error: unknown) => {
      throw error instanceof StaleDraft ? new Stale(error.currentVersion, []) : error
    })
    return draft.documentType
  })
}

/** What stays the draft's own. */
const kept: readonly PurchaseHeaderField[] = [
  "documentDate",
  "postingDate",
  "dueDate",
  "orderDate",
  "paymentDiscountDate",
  "postingDescription",
]

async function readSource(tx: Tx, actor: Actor, { isPosted, documentType, no }: CopySource): Promise<Source> {
  const read = isPosted ? readPosted : readDraft
  const source = await read(tx, actor, documentType, no.trim()).catch((error: unknown) => {
    if (error instanceof NotFound) return null
    throw error
  })
  if (!source) throw refuse("copy_source_unknown", { no: no.trim() }, "no")
  return source
}

async function readDraft(tx: Tx, actor: Actor, documentType: PurchaseDocumentType, no: string): Promise<Source> {
  const { companyId } = actor
  const [header] = await tx
    .select()
    .from(purchaseInvoice)
    .where(
      and(
        eq(purchaseInvoice.companyId, companyId),
        eq(purchaseInvoice.no, no),
        eq(purchaseInvoice.documentType, documentType),
      ),
    )
  authorisePurchaseDocument(actor, header)
  return sourceOf(headerTexts(purchaseHeader, header), header, await readLines(tx, "purchase", companyId, no))
}

async function readPosted(
  tx: Tx,
  { companyId }: Actor,
  documentType: PurchaseDocumentType,
  no: string,
): Promise<Source> {
  const [header] = await tx
    .select()
    .from(posted)
    .where(and(eq(posted.companyId, companyId), eq(posted.no, no), eq(posted.documentType, documentType)))
  if (!header) throw new NotFound(`posted purchase document ${no}`)
  const isDiscounted = !new Decimal(header.invoiceDiscountAmount).isZero()
  const texts = {
    ...headerTexts(purchaseHeader, pickFields(header, purchaseHeader.posted)),
    invoiceDiscountCalculation: isDiscounted ? "amount" : "none",
    invoiceDiscountValue: isDiscounted ? header.invoiceDiscountAmount : "0",
  }
  const lines = await readPostedLines(tx, companyId, no)
  return sourceOf(
    texts,
    header,
    lines.filter(line => !isInvoiceRounding(line)).map(line => ({ ...line, typedFields: null })),
  )
}

function sourceOf(
  texts: Readonly<Record<string, string>>,
  { currencyCode, pricesIncludingVat }: Pick<Source, "currencyCode" | "pricesIncludingVat">,
  lines: readonly DraftLine[],
): Source {
  const header = Object.fromEntries(
    Object.entries(texts).filter(([name, text]) => {
      const field = purchaseHeader.fields[name]
      // Blank asks for nothing that the vendor does not give.
      return field && !field.fixed && !field.ofThePaper && !kept.some(each => each === name) && text !== ""
    }),
  )
  return { header, currencyCode, pricesIncludingVat, lines: lines.filter(line => !isServiceCharge(line)) }
}

function requireSameTerms(draft: PurchaseDocumentRow, { header }: Source): void {
  const own = headerTexts(purchaseHeader, draft)
  const fields = [
    "buyFromVendorNo",
    "currencyCode",
    "pricesIncludingVat",
  ] as const satisfies readonly PurchaseHeaderField[]
  const other = fields.find(name => header[name] !== own[name])
  if (other) throw refuse("copy_recalculate", { no: draft.no }, "recalculate")
}

/**
 * Lines as somebody would type them: with costs as they are in the source or, of items, by number, quantity and unit alone.
 * Nothing but what somebody typed says what an account or a charge costs.
 */
function copiedLines(lines: readonly DraftLine[], recalculate: boolean): EditedLine[] {
  return lines.map((line, index) => {
    const id = `new${index + 1}`
    const texts = lineTexts(line)
    // Text alone, on an item line without a number too.
    if (line.type === "comment" || line.no === null)
      return { id, type: "comment", values: { description: texts.description } }
    const fields = lineFields.filter(name => !(recalculate && line.type === "item" && isPriced(name)))
    return { id, type: line.type, values: Object.fromEntries(fields.map(name => [name, texts[name]])) }
  })
}

const isPriced = (name: LineField) =>
  ["price", "percent", "amount"].includes(lineField[name].kind) || name === "pricePer"
