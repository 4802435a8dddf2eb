/** What an item would cost on a day, from whom, and why. */
import { and, asc, eq, type SQL, sql } from "drizzle-orm"
import { currency, item, itemVendor, purchaseLineDiscount, purchasePrice, vendor } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { type DocumentCurrency, readDocumentCurrency } from "@/domain/documents/document-currency"
import { NotFound } from "@/domain/errors"
import { readItemUnits } from "@/domain/items/read-item-units"
import { Decimal } from "@/domain/money/decimal"
import { type CostQuestion, offerOf, type Seller, termsOf, type VendorOffer } from "./vendor-offer"

/** Vendors that are compared; what an item has more of is said to be left out. */
const MOST_VENDORS = 50

/** What a comparison may be asked for. */
export type Comparable = { no: string; description: string; units: string[]; currencies: string[] }

export type CostComparison = {
  companyCurrencyCode: string
  companyAmountDecimals: number
  /** Those whose line costs least first; those from whom nothing can be bought last. */
  offers: VendorOffer[]
  /** There are more vendors than are compared. */
  isCut: boolean
}

/** An item, with its units, the base unit first, and the company's currencies. @throws NotFound; Forbidden */
export async function readComparable(actor: Actor, itemNo: string): Promise<Comparable> {
  authorise(actor, "master_data.see")
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const { no, description, base } = await readAskedItem(tx, companyId, itemNo)
    const units = (await readItemUnits(tx, companyId, [no]))[no] ?? []
    const codes = await tx
      .select({ code: currency.code })
      .from(currency)
      .where(eq(currency.companyId, companyId))
      .orderBy(asc(currency.code))
    return {
      no,
      description,
      units: [base, ...units.filter(unit => unit !== base)],
      currencies: codes.map(({ code }) => code),
    }
  })
}

async function readAskedItem(tx: Tx, companyId: number, itemNo: string) {
  const [found] = await tx
    .select({ no: item.no, description: item.description, base: item.baseUnitOfMeasure, vendorNo: item.vendorNo })
    .from(item)
    .where(and(eq(item.companyId, companyId), eq(item.no, itemNo)))
  if (!found) throw new NotFound(`item ${itemNo}`)
  return found
}

/**
 * Every vendor that is known to deliver an item, and what a line of a document of that day would come to.
 *
 * @throws NotFound where the company has no such item; RangeError for a currency that it does not have; Forbidden
 */
export async function compareCosts(actor: Actor, asked: CostQuestion): Promise<CostComparison> {
  authorise(actor, "master_data.see")
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const { vendorNo } = await readAskedItem(tx, companyId, asked.itemNo)
    const sellers = await readSellers(tx, companyId, asked.itemNo)
    const offers: VendorOffer[] = []
    let own: DocumentCurrency | undefined
    for (const seller of sellers.slice(0, MOST_VENDORS)) {
      const terms = await termsOf(tx, companyId, seller.no, asked)
      if (!terms) continue
      own ??= await readDocumentCurrency(tx, companyId, terms.companyCurrencyCode, asked.date)
      offers.push(await offerOf(tx, terms, seller, asked, { isDefault: seller.no === vendorNo, own }))
    }
    return {
      companyCurrencyCode: own?.code ?? "",
      companyAmountDecimals: own?.amountDecimals ?? 2,
      offers: offers.sort(byCost),
      isCut: sellers.length > MOST_VENDORS,
    }
  })
}

/** Who is on the item's card, or has a price or a discount for it. */
async function readSellers(tx: Tx, companyId: number, itemNo: string): Promise<Seller[]> {
  const of = (table: typeof itemVendor | typeof purchasePrice | typeof purchaseLineDiscount): SQL =>
    sql`select ${table.vendorNo} from ${table} where ${eq(table.companyId, companyId)} and ${eq(table.itemNo, itemNo)}`
  const known = sql`${of(itemVendor)} union ${of(purchasePrice)} union ${of(purchaseLineDiscount)}
    union select ${item.vendorNo} from ${item} where ${eq(item.companyId, companyId)} and ${eq(item.no, itemNo)}`
  return tx
    .select({
      no: vendor.no,
      vendorItemNo: sql<string>`coalesce(${itemVendor.vendorItemNo}, '')`,
      leadTime: sql<string>`coalesce(nullif(${itemVendor.leadTimeCalculation}, ''), ${vendor.leadTimeCalculation})`,
    })
    .from(vendor)
    .leftJoin(
      itemVendor,
      and(
        eq(itemVendor.companyId, vendor.companyId),
        eq(itemVendor.vendorNo, vendor.no),
        eq(itemVendor.itemNo, itemNo),
      ),
    )
    .where(and(eq(vendor.companyId, companyId), sql`${vendor.no} in (${known})`))
    .orderBy(asc(vendor.no))
    .limit(MOST_VENDORS + 1)
}

/** Whom a document can be made of with least first; then who has a cost, then the others; by number where that is the same. */
function byCost(a: VendorOffer, b: VendorOffer): number {
  const rank = ({ line, problems }: VendorOffer) => (line ? 0 : 1) + (problems.length > 0 ? 2 : 0)
  if (rank(a) !== rank(b)) return rank(a) - rank(b)
  const order = new Decimal(a.line?.amountLcy ?? 0).comparedTo(b.line?.amountLcy ?? 0)
  return order || (a.vendor.no < b.vendor.no ? -1 : 1)
}
