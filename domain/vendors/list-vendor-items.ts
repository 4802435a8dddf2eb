import { sql } from "drizzle-orm"
import { company, currency, item, itemLedgerEntry, itemVendor, valueEntry } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { cutForward } from "@/domain/lists/cut-page"

/** Rows on one page. */
const PER_PAGE = 20

export type VendorItem = {
  itemNo: string
  description: string
  /** Whether new ones are ordered here where nobody says otherwise. */
  isDefaultVendor: boolean
  vendorItemNo: string
  leadTimeCalculation: string
  /** Of a base unit, when it last came from this vendor, in the company's currency; null: it never came into stock from here. */
  lastCost: string | null
  lastDate: string | null
  baseUnitOfMeasure: string
}

export type VendorItemList = { rows: VendorItem[]; next?: string; currencyCode: string; unitAmountDecimals: number }

/**
 * The items that a vendor has a number or a lead time for, by item number, paged forward. Two statements.
 *
 * @param after the item number that the page before ended with
 * @throws Forbidden
 */
export async function listVendorItems(actor: Actor, vendorNo: string, after = ""): Promise<VendorItemList> {
  authorise(actor, "master_data.see")
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const [rows, [own]] = await Promise.all([
      tx.execute<VendorItem>(sql`
        select v.item_no as "itemNo", i.description, coalesce(i.vendor_no = v.vendor_no, false) as "isDefaultVendor",
          v.vendor_item_no as "vendorItemNo", v.lead_time_calculation as "leadTimeCalculation",
          i.base_unit_of_measure as "baseUnitOfMeasure", last.cost as "lastCost", last.date as "lastDate"
        from ${itemVendor} v
        join ${item} i on i.company_id = v.company_id and i.no = v.item_no
        left join lateral (
          select w.cost_per_unit::text as cost, e.posting_date::text as date
          from ${itemLedgerEntry} e
          join ${valueEntry} w on w.company_id = e.company_id and w.transaction_no = e.transaction_no and w.line_no = e.line_no
          where e.company_id = v.company_id and e.item_no = v.item_no and e.vendor_no = v.vendor_no and e.quantity > 0
          order by e.posting_date desc, e.transaction_no desc, e.line_no desc limit 1) last on true
        where v.company_id = ${companyId} and v.vendor_no = ${vendorNo} and v.item_no > ${after}
        order by v.item_no limit ${PER_PAGE + 1}`),
      tx.execute<{ currencyCode: string; unitAmountDecimals: number }>(sql`
        select c.currency_code as "currencyCode", m.unit_amount_decimals as "unitAmountDecimals"
        from ${company} c join ${currency} m on m.company_id = c.id and m.code = c.currency_code where c.id = ${companyId}`),
    ])
    return { ...cutForward([...rows], PER_PAGE, row => row.itemNo), ...own! }
  })
}
