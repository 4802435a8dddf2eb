import { and, asc, eq, inArray, isNull, or, type SQL, sql } from "drizzle-orm"
import {
  paymentOrder,
  purchaseInvoice,
  purchaseInvoiceLine,
  purchaseRequest,
  purchaseRequestLine,
  salesInvoice,
  salesInvoiceLine,
} from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"

export type BlockedNoun = "vendor" | "item" | "customer"

export type FailingDocument = {
  no: string
  type: "invoice" | "credit_memo" | "purchase_request" | "sales_invoice" | "payment_order"
}

/**
 * What fails for one reason: "buying" and "crediting" cannot be posted or built, "selling" cannot be sold from, "paying"
 * cannot be registered. Each kind of document's first by number.
 */
export type FailingGroup = {
  of: "buying" | "crediting" | "selling" | "paying"
  documents: FailingDocument[]
  /** There are more than these. */
  more: boolean
}

/** Named at most, of each kind of document. */
const namedAtMost = 20

/**
 * What names a card and will fail once that is blocked: drafts at posting, requests that wait or may be tried again, ongoing sales
 * invoices. Of a vendor also what it is paid for, and payments that were ordered. Only groups that hold something.
 *
 * @throws Forbidden
 */
export async function readWhatFails(actor: Actor, noun: BlockedNoun, no: string): Promise<FailingGroup[]> {
  authorise(actor, "master_data.edit")
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const found: FailingGroup[] = []
    for (const [of, kinds] of Object.entries(groupsOf[noun])) {
      const pieces: FailingDocument[][] = []
      for (const kind of kinds) pieces.push(await kind(tx, companyId, no))
      const documents = pieces.flatMap(piece => piece.slice(0, namedAtMost))
      const more = pieces.some(piece => piece.length > namedAtMost)
      if (documents.length > 0) found.push({ of: of as FailingGroup["of"], documents, more })
    }
    return found
  })
}

type Kind = (tx: Tx, companyId: number, no: string) => Promise<FailingDocument[]>

const groupsOf: Record<BlockedNoun, Partial<Record<FailingGroup["of"], Kind[]>>> = {
  vendor: {
    buying: [
      drafts(no => or(eq(purchaseInvoice.buyFromVendorNo, no), eq(purchaseInvoice.payToVendorNo, no))!),
      requests(no => eq(purchaseRequest.vendorNo, no)),
    ],
    paying: [orders],
  },
  item: {
    buying: [
      drafts(
        no => and(eq(purchaseInvoice.documentType, "invoice"), hasLine(purchaseInvoiceLine, purchaseInvoice.no, no))!,
      ),
      requests(no => hasLine(purchaseRequestLine, purchaseRequest.no, no)),
    ],
    crediting: [
      drafts(
        no =>
          and(eq(purchaseInvoice.documentType, "credit_memo"), hasLine(purchaseInvoiceLine, purchaseInvoice.no, no))!,
      ),
    ],
    selling: [sales(no => hasLine(salesInvoiceLine, salesInvoice.no, no))],
  },
  customer: { selling: [sales(no => eq(salesInvoice.customerNo, no))] },
}

/** That a document has a line of the item. */
function hasLine(
  line: typeof purchaseInvoiceLine | typeof salesInvoiceLine | typeof purchaseRequestLine,
  documentNo: typeof purchaseInvoice.no | typeof salesInvoice.no | typeof purchaseRequest.no,
  itemNo: string,
): SQL {
  const of = "requestNo" in line ? line.requestNo : line.documentNo
  const named = and(eq(line.companyId, sql`${documentNo.table}.company_id`), eq(line.type, "item"), eq(line.no, itemNo))
  return sql`${documentNo} in (select ${of} from ${line} where ${named})`
}

function drafts(names: (no: string) => SQL): Kind {
  return (tx, companyId, no) =>
    tx
      .select({ no: purchaseInvoice.no, type: purchaseInvoice.documentType })
      .from(purchaseInvoice)
      .where(and(eq(purchaseInvoice.companyId, companyId), names(no)))
      .orderBy(asc(purchaseInvoice.no))
      .limit(namedAtMost + 1)
}

function requests(names: (no: string) => SQL): Kind {
  return async (tx, companyId, no) => {
    const unfinished = inArray(purchaseRequest.state, ["queued", "failed"])
    const rows = await tx
      .select({ no: purchaseRequest.no })
      .from(purchaseRequest)
      .where(and(eq(purchaseRequest.companyId, companyId), unfinished, names(no)))
      .orderBy(asc(purchaseRequest.no))
      .limit(namedAtMost + 1)
    return rows.map(row => ({ ...row, type: "purchase_request" }))
  }
}

async function orders(tx: Tx, companyId: number, vendorNo: string): Promise<FailingDocument[]> {
  const o = paymentOrder
  const rows = await tx
    .select({ no: o.no })
    .from(o)
    .where(and(eq(o.companyId, companyId), eq(o.vendorNo, vendorNo), isNull(o.endedAt)))
    .orderBy(asc(o.no))
    .limit(namedAtMost + 1)
  return rows.map(row => ({ ...row, type: "payment_order" }))
}

function sales(names: (no: string) => SQL): Kind {
  return async (tx, companyId, no) => {
    const rows = await tx
      .select({ no: salesInvoice.no })
      .from(salesInvoice)
      .where(and(eq(salesInvoice.companyId, companyId), names(no)))
      .orderBy(asc(salesInvoice.no))
      .limit(namedAtMost + 1)
    return rows.map(row => ({ ...row, type: "sales_invoice" }))
  }
}
