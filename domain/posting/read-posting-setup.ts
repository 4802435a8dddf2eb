import { and, eq, sql } from "drizzle-orm"
import { prepared, preparedSelect, value } from "@/db/prepared"
import {
  generalPostingSetup,
  inventoryPostingGroup,
  type postedPurchaseDocument,
  type purchasesSetup,
  vatPostingSetup,
  vendorInvoiceClaim,
  vendorPostingGroup,
} from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { type IsoDate, today } from "@/domain/dates/date"
import { type DocumentCurrency, readDocumentCurrency } from "@/domain/documents/document-currency"
import type { InvoiceDiscount } from "@/domain/documents/invoice-discount"
import { readInvoiceDiscount } from "@/domain/documents/read-invoice-discount"
import { Decimal } from "@/domain/money/decimal"
import { readVendorTerms, type VendorTerms } from "@/domain/pricing/vendor-terms"
import { type Accounts, readAccounts } from "./accounts"
import { type PostingRange, readUserPostingRange } from "./posting-dates"
import type { PostingDocument } from "./posting-document"
import { itemNos, type PostingItem, readPostingItems } from "./posting-items"
import { readPurchasesSetup } from "./purchases-setup"
import { type CreditedInvoice, readCreditedInvoice } from "./read-credited-invoice"
import { type DraftDuplicate, type Duplicate, readDraftDuplicates, readPostedDuplicates } from "./read-duplicates"
import { vendorInvoiceKey } from "./vendor-invoice-key"

export type GeneralSetup = typeof generalPostingSetup.$inferSelect
export type PostingVatSetup = typeof vatPostingSetup.$inferSelect

/** Everything besides the document that posting rests on, read once for all lines. */
export type PostingSetup = {
  /** The company's today. */
  today: IsoDate
  currency: DocumentCurrency
  purchases: typeof purchasesSetup.$inferSelect
  /** The actor's own range of posting dates, which goes before the company's; null: none. */
  userRange: PostingRange | null
  /** Null: the vendor is gone. */
  vendor: VendorTerms | null
  vendorPostingGroup: typeof vendorPostingGroup.$inferSelect | null
  /** By general product posting group, for the document's business group. */
  generalSetups: ReadonlyMap<string, GeneralSetup>
  /** By VAT product posting group, for the document's business group. */
  vatSetups: ReadonlyMap<string, PostingVatSetup>
  /** Inventory account by inventory posting group. */
  inventoryAccounts: ReadonlyMap<string, string>
  items: ReadonlyMap<string, PostingItem>
  accounts: Accounts
  /** How the document's invoice discount comes about, with the vendor's tiers as they are now. */
  invoiceDiscount: InvoiceDiscount
  /** The posted invoice that it credits, with what was credited of it before; null: it credits none. */
  credited: CreditedInvoice | null
  /** Posted and not cancelled, with the same number as it is compared. */
  postedDuplicates: Duplicate[]
  /** Read for the preview alone. */
  draftDuplicates: DraftDuplicate[]
}

/**
 * Reads what posting a document rests on, in a constant number of statements. Items and setup may change until
 * `insertPosting` holds them.
 *
 * @param claim true to post: takes the vendor's claim on this Vendor Invoice No. first (after the document's own lock, which
 *   is the caller's). False to preview: locks and writes nothing.
 */
export async function readPostingSetup(
  tx: Tx,
  actor: Pick<Actor, "companyId" | "userId">,
  document: PostingDocument,
  claim: boolean,
): Promise<PostingSetup> {
  const { companyId } = actor
  const { header, lines } = document
  const key = vendorInvoiceKey(header.vendorInvoiceNo)
  const named = { ...header, documentType: document.documentType }
  // Sent together: the connection keeps their order, and the claim comes before what it protects.
  const [
    ,
    purchases,
    found,
    userRange,
    vendor,
    currencyTerms,
    group,
    general,
    vat,
    inventory,
    posted,
    drafts,
    discount,
    credited,
  ] = await Promise.all([
    claim && key !== "" && claimVendorInvoice(tx, { companyId, vendorNo: header.payToVendorNo, key }),
    readPurchasesSetup(tx, companyId, false),
    readPostingItems(tx, { companyId, nos: itemNos(lines) }),
    readUserPostingRange(tx, actor),
    readVendorTerms(tx, companyId, header.buyFromVendorNo, header.postingDate as IsoDate),
    readDocumentCurrency(tx, companyId, header.currencyCode, header.postingDate as IsoDate),
    readVendorPostingGroup(tx, { companyId, code: header.vendorPostingGroup ?? "" }),
    readGeneralSetups(tx, { companyId, group: header.genBusPostingGroup ?? "" }),
    readVatSetups(tx, { companyId, group: header.vatBusPostingGroup ?? "" }),
    readInventoryAccounts(tx, { companyId }),
    readPostedDuplicates(tx, named, header.vendorInvoiceNo),
    // A warning of the preview: what posts would read every draft of the vendor for nothing.
    claim ? [] : readDraftDuplicates(tx, named, header.vendorInvoiceNo),
    readInvoiceDiscount(tx, header),
    header.creditsNo === null ? null : readCreditedInvoice(tx, companyId, header.creditsNo),
  ])
  const accountNos = new Set<string>()
  const add = (no: string | null | undefined) => no && accountNos.add(no)
  for (const line of lines) add(line.type === "gl_account" ? line.no : line.chargeAccountNo)
  for (const setup of general) {
    add(setup.purchaseAccountNo)
    add(setup.purchaseCreditMemoAccountNo)
    add(setup.directCostAppliedAccountNo)
    add(setup.purchaseLineDiscountAccountNo)
    add(setup.purchaseInvoiceDiscountAccountNo)
  }
  for (const setup of vat) {
    add(setup.purchaseVatAccountNo)
    add(setup.reverseChargeVatAccountNo)
    add(setup.nonDedVatAccountNo)
  }
  for (const { accountNo } of inventory) add(accountNo)
  add(group[0]?.payablesAccountNo)
  add(group[0]?.invoiceRoundingAccountNo)
  add(group[0]?.serviceChargeAccountNo)
  add(currencyTerms.roundingAccountNo)
  return {
    today: today(currencyTerms.timeZone),
    currency: credited ? atRateOf(credited.header, currencyTerms) : currencyTerms,
    purchases,
    userRange,
    vendor,
    vendorPostingGroup: group[0] ?? null,
    generalSetups: new Map(general.map(setup => [setup.genProdPostingGroup, setup])),
    vatSetups: new Map(vat.map(setup => [setup.vatProdPostingGroup, setup])),
    inventoryAccounts: new Map(inventory.map(({ code, accountNo }) => [code, accountNo])),
    items: new Map(found.map(row => [row.no, row])),
    accounts: await readAccounts(tx, companyId, [...accountNos]),
    invoiceDiscount: discount,
    credited,
    postedDuplicates: posted,
    draftDuplicates: drafts,
  }
}

/** What was owed is taken back at the rate at which it was owed, so that no gain or loss comes of it. */
export function atRateOf(
  invoice: Pick<typeof postedPurchaseDocument.$inferSelect, "exchangeRateAmount" | "relationalExchangeRateAmount">,
  currency: DocumentCurrency,
): DocumentCurrency {
  const exchangeRateAmount = new Decimal(invoice.exchangeRateAmount)
  const relationalExchangeRateAmount = new Decimal(invoice.relationalExchangeRateAmount)
  return { ...currency, isRateMissing: false, exchangeRateAmount, relationalExchangeRateAmount }
}

const readVendorPostingGroup = preparedSelect("posting_vendor_group", query =>
  query
    .select()
    .from(vendorPostingGroup)
    .where(and(eq(vendorPostingGroup.companyId, value("companyId")), eq(vendorPostingGroup.code, value("code")))),
)

const readGeneralSetups = preparedSelect("posting_general", query =>
  query
    .select()
    .from(generalPostingSetup)
    .where(
      and(
        eq(generalPostingSetup.companyId, value("companyId")),
        eq(generalPostingSetup.genBusPostingGroup, value("group")),
      ),
    ),
)

const readVatSetups = preparedSelect("posting_vat", query =>
  query
    .select()
    .from(vatPostingSetup)
    .where(
      and(eq(vatPostingSetup.companyId, value("companyId")), eq(vatPostingSetup.vatBusPostingGroup, value("group"))),
    ),
)

const readInventoryAccounts = preparedSelect("posting_inventory", query =>
  query
    .select({ code: inventoryPostingGroup.code, accountNo: inventoryPostingGroup.inventoryAccountNo })
    .from(inventoryPostingGroup)
    .where(eq(inventoryPostingGroup.companyId, value("companyId"))),
)

/** The lock that two drafts with one vendor invoice number meet at. The update that changes nothing takes it. */
const claimVendorInvoice = prepared(
  "posting_claim",
  () => sql`
    insert into ${vendorInvoiceClaim} (company_id, vendor_no, vendor_invoice_key)
    values (${value("companyId")}, ${value("vendorNo")}, ${value("key")})
    on conflict (company_id, vendor_no, vendor_invoice_key) do update set vendor_invoice_key = excluded.vendor_invoice_key`,
)
