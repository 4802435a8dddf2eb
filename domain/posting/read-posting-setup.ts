import { and, eq, sql } from "drizzle-orm"
import {
  company,
  generalPostingSetup,
  inventoryPostingGroup,
  item,
  postedPurchaseDocument,
  purchaseInvoice,
  purchasesSetup,
  vatPostingSetup,
  vendorInvoiceClaim,
  vendorPostingGroup,
} from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { type IsoDate, today } from "@/domain/dates/date"
import { readVendorTerms, type VendorTerms } from "@/domain/purchasing/vendor-terms"
import { type Accounts, readAccounts } from "./accounts"
import { type PostingCurrency, readPostingCurrency } from "./posting-currency"
import { type PostingRange, readUserPostingRange } from "./posting-dates"
import type { PostingDocument } from "./posting-document"
import { vendorInvoiceKey } from "./vendor-invoice-key"

export type GeneralSetup = typeof generalPostingSetup.$inferSelect
export type VatSetup = typeof vatPostingSetup.$inferSelect
export type PostingItem = Pick<
  typeof item.$inferSelect,
  "no" | "description" | "type" | "inventoryPostingGroup" | "blocked" | "purchasingBlocked"
>

/** Another document of the vendor with the same Vendor Invoice No. */
export type Duplicate = { no: string; vendorInvoiceNo: string }

/** Everything besides the document that posting rests on, read once for all lines. */
export type PostingSetup = {
  /** The company's today. */
  today: IsoDate
  currency: PostingCurrency
  purchases: typeof purchasesSetup.$inferSelect
  /** The actor's own range of posting dates, which goes before the company's; null: none. */
  userRange: PostingRange | null
  /** Null: the vendor is gone. */
  vendor: VendorTerms | null
  vendorPostingGroup: typeof vendorPostingGroup.$inferSelect | null
  /** By general product posting group, for the document's business group. */
  generalSetups: ReadonlyMap<string, GeneralSetup>
  /** By VAT product posting group, for the document's business group. */
  vatSetups: ReadonlyMap<string, VatSetup>
  /** Inventory account by inventory posting group. */
  inventoryAccounts: ReadonlyMap<string, string>
  items: ReadonlyMap<string, PostingItem>
  accounts: Accounts
  /** Posted and not cancelled, with the same number as it is compared. */
  postedDuplicates: Duplicate[]
  draftDuplicates: Duplicate[]
}

/**
 * Reads what posting a document rests on, in a constant number of statements.
 *
 * @param lock true to post: takes the locks in the house's order (the document's own is the caller's: vendor claim, items
 *   by number, setup), so that nothing read here changes before the commit. False to preview: locks and writes nothing.
 */
export async function readPostingSetup(
  tx: Tx,
  actor: Pick<Actor, "companyId" | "userId">,
  document: PostingDocument,
  lock: boolean,
): Promise<PostingSetup> {
  const { companyId } = actor
  const { header, lines } = document
  const key = vendorInvoiceKey(header.vendorInvoiceNo)
  // Sent together: the connection keeps their order, and with it the order of the locks.
  const [, items, purchases, zone, userRange, vendor, currencyTerms, group, general, vat, inventory, duplicates] =
    await Promise.all([
      lock && key !== "" ? claimVendorInvoice(tx, companyId, header.payToVendorNo, key) : undefined,
      readItems(tx, companyId, itemNos(lines), lock),
      readPurchasesSetup(tx, companyId, lock),
      tx
        .select({ timeZone: company.timeZone })
        .from(company)
        .where(eq(company.id, companyId))
        .prepare("posting_company")
        .execute(),
      readUserPostingRange(tx, actor),
      readVendorTerms(tx, companyId, header.buyFromVendorNo, header.postingDate as IsoDate),
      readPostingCurrency(tx, companyId, header.currencyCode, header.postingDate as IsoDate),
      tx
        .select()
        .from(vendorPostingGroup)
        .where(
          and(
            eq(vendorPostingGroup.companyId, companyId),
            eq(vendorPostingGroup.code, header.vendorPostingGroup ?? ""),
          ),
        )
        .prepare("posting_vendor_group")
        .execute(),
      tx
        .select()
        .from(generalPostingSetup)
        .where(
          and(
            eq(generalPostingSetup.companyId, companyId),
            eq(generalPostingSetup.genBusPostingGroup, header.genBusPostingGroup ?? ""),
          ),
        )
        .prepare("posting_general")
        .execute(),
      tx
        .select()
        .from(vatPostingSetup)
        .where(
          and(
            eq(vatPostingSetup.companyId, companyId),
            eq(vatPostingSetup.vatBusPostingGroup, header.vatBusPostingGroup ?? ""),
          ),
        )
        .prepare("posting_vat")
        .execute(),
      tx
        .select({ code: inventoryPostingGroup.code, accountNo: inventoryPostingGroup.inventoryAccountNo })
        .from(inventoryPostingGroup)
        .where(eq(inventoryPostingGroup.companyId, companyId))
        .prepare("posting_inventory")
        .execute(),
      key === "" ? { posted: [], drafts: [] } : readDuplicates(tx, document, key),
    ])
  const accountNos = new Set<string>()
  const add = (no: string | null | undefined) => no && accountNos.add(no)
  for (const line of lines) if (line.type === "gl_account") add(line.no)
  for (const setup of general) {
    add(setup.purchaseAccountNo)
    add(setup.purchaseCreditMemoAccountNo)
    add(setup.directCostAppliedAccountNo)
  }
  for (const setup of vat) {
    add(setup.purchaseVatAccountNo)
    add(setup.reverseChargeVatAccountNo)
  }
  for (const { accountNo } of inventory) add(accountNo)
  add(group[0]?.payablesAccountNo)
  add(group[0]?.invoiceRoundingAccountNo)
  add(currencyTerms.roundingAccountNo)
  return {
    today: today(zone[0]!.timeZone),
    currency: currencyTerms,
    purchases,
    userRange,
    vendor,
    vendorPostingGroup: group[0] ?? null,
    generalSetups: new Map(general.map(setup => [setup.genProdPostingGroup, setup])),
    vatSetups: new Map(vat.map(setup => [setup.vatProdPostingGroup, setup])),
    inventoryAccounts: new Map(inventory.map(({ code, accountNo }) => [code, accountNo])),
    items: new Map(items.map(row => [row.no, row])),
    accounts: await readAccounts(tx, companyId, [...accountNos]),
    postedDuplicates: duplicates.posted,
    draftDuplicates: duplicates.drafts,
  }
}

function itemNos(lines: PostingDocument["lines"]): string[] {
  return [...new Set(lines.flatMap(line => (line.type === "item" && line.no !== null ? [line.no] : [])))].sort()
}

/** The lock that two drafts with one vendor invoice number meet at. The update that changes nothing takes it. */
async function claimVendorInvoice(tx: Tx, companyId: number, vendorNo: string, key: string): Promise<void> {
  await tx
    .insert(vendorInvoiceClaim)
    .values({ companyId, vendorNo, vendorInvoiceKey: key })
    .onConflictDoUpdate({
      target: [vendorInvoiceClaim.companyId, vendorInvoiceClaim.vendorNo, vendorInvoiceClaim.vendorInvoiceKey],
      set: { vendorInvoiceKey: key },
    })
    .prepare("posting_claim")
    .execute()
}

async function readItems(tx: Tx, companyId: number, nos: string[], lock: boolean): Promise<PostingItem[]> {
  const query = tx
    .select({
      no: item.no,
      description: item.description,
      type: item.type,
      inventoryPostingGroup: item.inventoryPostingGroup,
      blocked: item.blocked,
      purchasingBlocked: item.purchasingBlocked,
    })
    .from(item)
    .where(and(eq(item.companyId, companyId), sql`${item.no} = any(${sql.param(nos)}::text[])`))
    .orderBy(item.no)
  return (lock ? query.for("no key update") : query).prepare("posting_items").execute()
}

/**
 * The one row that stands for all of the company's setup: posting shares it, and whoever changes any setup takes it
 * alone (`lockSetup`), so that setup does not change under a posting.
 */
export async function readPurchasesSetup(
  tx: Tx,
  companyId: number,
  lock: boolean,
): Promise<typeof purchasesSetup.$inferSelect> {
  const query = tx.select().from(purchasesSetup).where(eq(purchasesSetup.companyId, companyId))
  const [row] = await (lock ? query.for("share") : query).prepare("posting_purchases_setup").execute()
  if (!row) throw new RangeError(`purchases setup of company ${companyId}`)
  return row
}

async function readDuplicates(tx: Tx, { documentType, header }: PostingDocument, key: string) {
  const { companyId, payToVendorNo, no } = header
  const isCancelled = sql`exists (select from ${postedPurchaseDocument} correction
    where correction.company_id = ${companyId} and correction.corrects_no = ${postedPurchaseDocument.no})`
  const [posted, drafts] = await Promise.all([
    tx
      .select({ no: postedPurchaseDocument.no, vendorInvoiceNo: postedPurchaseDocument.vendorInvoiceNo })
      .from(postedPurchaseDocument)
      .where(
        and(
          eq(postedPurchaseDocument.companyId, companyId),
          eq(postedPurchaseDocument.payToVendorNo, payToVendorNo),
          eq(postedPurchaseDocument.vendorInvoiceKey, key),
          eq(postedPurchaseDocument.documentType, documentType),
          sql`${postedPurchaseDocument.correctsNo} is null and not ${isCancelled}`,
        ),
      )
      .orderBy(postedPurchaseDocument.no)
      .prepare("posting_duplicates")
      .execute(),
    tx
      .select({ no: purchaseInvoice.no, vendorInvoiceNo: purchaseInvoice.vendorInvoiceNo })
      .from(purchaseInvoice)
      .where(
        and(
          eq(purchaseInvoice.companyId, companyId),
          eq(purchaseInvoice.payToVendorNo, payToVendorNo),
          eq(purchaseInvoice.documentType, documentType),
          sql`${purchaseInvoice.no} <> ${no} and ${purchaseInvoice.vendorInvoiceNo} <> ''`,
        ),
      )
      .orderBy(purchaseInvoice.no)
      .prepare("posting_draft_duplicates")
      .execute(),
  ])
  return { posted, drafts: drafts.filter(draft => vendorInvoiceKey(draft.vendorInvoiceNo) === key) }
}
