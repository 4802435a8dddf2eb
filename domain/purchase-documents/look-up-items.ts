import { and, eq, sql } from "drizzle-orm"
import { item, itemLedgerEntry, itemVendor, purchaseInvoice, valueEntry, vendor } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { readCompanyCurrency } from "@/domain/books/company-currency"
import { readDocumentCurrency } from "@/domain/documents/document-currency"
import type { Issue } from "@/domain/errors"
import { plainItemNo } from "@/domain/items/item-numbers"
import { searchOnce } from "@/domain/lists/search-once"
import { type Decimal, ONE, toPlain } from "@/domain/money/decimal"
import { readItemTerms } from "@/domain/pricing/item-terms"
import { composeLines } from "@/domain/purchase-requests/compose-lines"
import { recentPicks } from "@/domain/recent-picks/recent-picks"
import { cutText } from "@/domain/text/cut-text"
import { authorisePurchaseDocument } from "./access"
import { pricingTerms, rateProblems } from "./pricing-terms"
import type { PurchaseDocumentRow } from "./purchase-header"

/** An item to buy from a draft's vendor. */
export type ItemToBuy = {
  no: string
  description: string
  /** This vendor's own number for it; blank where it is another's, or none. */
  vendorItemNo: string
  unitOfMeasureCode: string
  /** In stock, in base units; null of what is not kept in stock. */
  stock: string | null
  /** What it costs of this vendor today at that quantity, in the document's currency; null where nothing says. */
  unitCost: string | null
  /** It is that of so many units. */
  pricePer: string
  boughtBefore: boolean
  /** GS1's number; blank where it has none. */
  gtin: string
  /** When it last came in, from whom; what a base unit cost then, in the company's currency. Null: never. */
  lastBought: LastBought | null
  /** Why it cannot be bought; none: it can. */
  faults: Omit<Issue, "field">[]
}

export type LastBought = { date: string; vendorName: string; unitCost: string }

export type ItemsToBuy = {
  items: ItemToBuy[]
  amountDecimals: number
  currencyCode: string
  companyCurrencyCode: string
}

/** Rows that are shown, and those that are ranked for them. */
const SHOWN = 10
const RANKED = 75

/** Ranks (`search_by` in db/migrations): of a text that is another number of the item, and of what is put before beginnings. */
const OF_WHOLE_NUMBER = 0.5
const BOUGHT_BEFORE = 0.75

/**
 * Items that a text may mean, for a line of a draft, the best first: the number itself, this vendor's number for it, what was
 * bought from this vendor before, what begins with the text, what has it (docs/decisions/0049-a-draft-adds-up-in-the-browser.md).
 * How many are read is bounded, whatever the company has. Of a blank text: what the actor chose last, the latest first.
 *
 * @param quantity of the line, which a price may depend on
 * @throws NotFound, Forbidden as for seeing the draft
 */
export async function lookUpItems(actor: Actor, draftNo: string, text: string, quantity = ONE): Promise<ItemsToBuy> {
  authorise(actor, "purchase_invoice.edit_own")
  const wanted = cutText(text.trim(), 100)
  const recent = wanted === "" ? await recentPicks(actor, "item") : []
  return inCompany(actor.companyId, async tx => {
    const [header] = await tx
      .select()
      .from(purchaseInvoice)
      .where(and(eq(purchaseInvoice.companyId, actor.companyId), eq(purchaseInvoice.no, draftNo)))
    authorisePurchaseDocument(actor, header)
    const found = await readItems(tx, header, wanted, recent)
    const ranked = wanted === "" ? found : best(found, wanted)
    return priced(tx, header, ranked.slice(0, SHOWN), quantity)
  })
}

type Ranked = Awaited<ReturnType<typeof readItems>>[number]

/** Those that a text may mean; of a blank one those that were chosen recently, in that order. */
async function readItems(
  tx: Tx,
  { companyId, buyFromVendorNo }: PurchaseDocumentRow,
  text: string,
  recent: readonly string[],
) {
  const found =
    text === ""
      ? sql`unnest(${sql.param(recent)}::text[]) with ordinality as found (no, rank)`
      : await searchOnce(tx, sql`search_items(${text}, ${RANKED})`)
  // The latest alone are looked through: an item may have been bought a million times.
  const boughtBefore = sql<boolean>`coalesce(${itemVendor.vendorItemNo}, '') <> '' or exists (
    select 1 from (
      select ${itemLedgerEntry.vendorNo} as vendor_no from ${itemLedgerEntry}
      where ${itemLedgerEntry.companyId} = ${companyId} and ${itemLedgerEntry.itemNo} = ${item.no}
      order by ${itemLedgerEntry.postingDate} desc limit 200) as latest
    where latest.vendor_no = ${buyFromVendorNo})`
  return tx
    .select({
      no: item.no,
      description: item.description,
      type: item.type,
      baseUnitOfMeasure: item.baseUnitOfMeasure,
      vendorItemNo: sql<string>`coalesce(${itemVendor.vendorItemNo}, '')`,
      gtin: item.gtin,
      boughtBefore,
      rank: sql<number>`found.rank`,
    })
    .from(item)
    .innerJoin(found, sql`found.no = ${item.no}`)
    .leftJoin(
      itemVendor,
      and(
        eq(itemVendor.companyId, companyId),
        eq(itemVendor.vendorNo, buyFromVendorNo),
        eq(itemVendor.itemNo, item.no),
      ),
    )
    .where(eq(item.companyId, companyId))
    .orderBy(sql`found.rank`)
}

const best = (found: readonly Ranked[], text: string) =>
  found
    .map(row => ({ ...row, rank: rankFor(row, text) }))
    .sort((a, b) => a.rank - b.rank || a.description.localeCompare(b.description) || (a.no < b.no ? -1 : 1))

type Found = { rank: number; vendorItemNo: string; gtin: string; boughtBefore: boolean }

/** The rank of the search, but that a vendor's own number is none of another's, and that what was bought before stands before the rest. */
function rankFor({ rank, ...row }: Found, text: string) {
  const isGtin = row.gtin !== "" && row.gtin.padStart(14, "0") === text.padStart(14, "0")
  const isOwnNo = row.vendorItemNo !== "" && plainItemNo(row.vendorItemNo) === plainItemNo(text)
  if (rank === 0 || (rank === OF_WHOLE_NUMBER && (isGtin || isOwnNo))) return rank
  return row.boughtBefore ? BOUGHT_BEFORE : Math.max(rank, 1)
}

/** With what they cost of the draft's vendor, and what is in stock. */
async function priced(
  tx: Tx,
  header: PurchaseDocumentRow,
  ranked: readonly Ranked[],
  quantity: Decimal,
): Promise<ItemsToBuy> {
  const nos = ranked.map(({ no }) => no)
  const currency = await readDocumentCurrency(tx, header.companyId, header.currencyCode, header.postingDate)
  const [terms, stock, bought, lcy] = await Promise.all([
    pricingTerms(tx, header, null, currency),
    readStock(tx, header.companyId, nos),
    readLastBought(tx, header.companyId, nos),
    readCompanyCurrency(tx, header.companyId),
  ])
  const canPrice = terms !== null && rateProblems(terms).length === 0 && nos.length > 0
  const composed = canPrice
    ? composeLines(
        terms,
        await readItemTerms(tx, header.companyId, terms, nos),
        ranked.map(row => asked(row, quantity)),
      )
    : { lines: [], problems: [] }
  const costs = new Map(composed.lines.map(line => [line.key, line]))
  const items = ranked.map((row): ItemToBuy => {
    const cost = costs.get(row.no)
    return {
      no: row.no,
      description: row.description,
      vendorItemNo: row.vendorItemNo,
      unitOfMeasureCode: row.baseUnitOfMeasure,
      stock: row.type === "inventory" ? (stock.get(row.no) ?? "0") : null,
      unitCost: cost?.defaultUnitCost ? toPlain(cost.defaultUnitCost) : null,
      pricePer: cost ? toPlain(cost.pricePer) : "1",
      boughtBefore: row.boughtBefore,
      gtin: row.gtin,
      lastBought: bought.get(row.no) ?? null,
      faults: composed.problems.filter(({ key }) => key === row.no).map(({ key: _, ...fault }) => fault),
    }
  })
  return {
    items,
    amountDecimals: currency.amountDecimals,
    currencyCode: currency.code,
    companyCurrencyCode: lcy.code,
  }
}

const asked = ({ no, description }: Ranked, quantity: Decimal) => ({
  key: no,
  type: "item" as const,
  no,
  description,
  quantity,
  unitOfMeasureCode: "",
  typedUnitCost: null,
})

/** By item: the latest entry that came in, by the index of the item's entries, however many there are. */
async function readLastBought(tx: Tx, companyId: number, nos: readonly string[]): Promise<Map<string, LastBought>> {
  if (nos.length === 0) return new Map()
  const rows = await tx.execute<LastBought & { no: string }>(sql`
    select wanted.no, latest.posting_date::text as date, latest.name as "vendorName",
      trim_scale(latest.cost_per_unit)::text as "unitCost"
    from unnest(${sql.param(nos)}::text[]) as wanted (no)
    cross join lateral (
      select e.posting_date, v.name, c.cost_per_unit from ${itemLedgerEntry} e
      join ${valueEntry} c on c.company_id = e.company_id and c.transaction_no = e.transaction_no and c.line_no = e.line_no
      join ${vendor} v on v.company_id = e.company_id and v.no = e.vendor_no
      where e.company_id = ${companyId} and e.item_no = wanted.no and e.quantity > 0
      order by e.posting_date desc, e.transaction_no desc, e.line_no desc limit 1) latest`)
  return new Map(rows.map(({ no, ...latest }) => [no, latest]))
}

async function readStock(tx: Tx, companyId: number, nos: readonly string[]): Promise<Map<string, string>> {
  if (nos.length === 0) return new Map()
  const rows = await tx
    .select({
      no: itemLedgerEntry.itemNo,
      stock: sql<string>`trim_scale(sum(${itemLedgerEntry.quantity}))::text`,
    })
    .from(itemLedgerEntry)
    .where(
      and(eq(itemLedgerEntry.companyId, companyId), sql`${itemLedgerEntry.itemNo} = any(${sql.param(nos)}::text[])`),
    )
    .groupBy(itemLedgerEntry.itemNo)
  return new Map(rows.map(({ no, stock }) => [no, stock]))
}
