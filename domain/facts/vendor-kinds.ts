/** Facts of whom one buys from and pays. */
import { type SQL, sql } from "drizzle-orm"
import { postedPurchaseDocument, vendor, vendorBankAccount, vendorLedgerEntry } from "@/db/schema"
import { type FactKind, factRow } from "./fact-kind"

const vendorName = sql`a.buy_from_vendor_name`

/** A vendor, and those that became one with it; an array, so that an index finds each. */
const oneVendor = (no: SQL) => sql`any (array(select ${no} union all
  select m.no from ${vendor} m where m.company_id = a.company_id and m.merged_into = ${no}))`

/** Looked for draft by draft: of `not exists` a join over all that was ever posted is made. */
export const firstInvoice: FactKind = {
  name: "first_invoice",
  severity: "note",
  figures: { vendor: "text" },
  link: ["vendor"],
  query: sql`select ${factRow({ figures: { vendor: vendorName }, to: "vendor", no: sql`a.buy_from_vendor_no` })}
    from asked a
    left join lateral (select true as known from ${postedPurchaseDocument} p where p.company_id = a.company_id
      and p.buy_from_vendor_no = ${oneVendor(sql`a.buy_from_vendor_no`)} and p.document_type = 'invoice' limit 1) as p on true
    left join lateral (select true as known from ${vendorLedgerEntry} e where e.company_id = a.company_id
      and e.vendor_no = ${oneVendor(sql`a.buy_from_vendor_no`)} and e.document_type = 'invoice' limit 1) as e on true
    where a.document_type = 'invoice' and p.known is null and e.known is null`,
}

export const vendorUnprovenFact: FactKind = {
  name: "vendor_unproven",
  severity: "alarm",
  figures: { vendor: "text" },
  link: ["vendor"],
  query: sql`select distinct on (a.no) ${factRow({ figures: { vendor: sql`v.name` }, to: "vendor", no: sql`v.no` })}
    from asked a join ${vendor} v on v.company_id = a.company_id and v.no = any(array[a.buy_from_vendor_no, a.pay_to_vendor_no])
    where v.unproven order by a.no, v.no`,
}

/** Posting refuses it (domain/pricing/vendor-terms.ts); one blocked for payment alone passes. */
export const vendorBlockedFact: FactKind = {
  name: "vendor_blocked",
  severity: "alarm",
  figures: { vendor: "text" },
  link: ["vendor"],
  query: sql`select distinct on (a.no) ${factRow({ figures: { vendor: sql`v.name` }, to: "vendor", no: sql`v.no` })}
    from asked a join ${vendor} v on v.company_id = a.company_id and v.no = any(array[a.buy_from_vendor_no, a.pay_to_vendor_no])
    where v.blocked = 'all' or v.privacy_blocked order by a.no, v.no`,
}

const inForce = sql`b.company_id = a.company_id and b.vendor_no = a.pay_to_vendor_no and b.confirmed_at is not null
  and b.withdrawn_at is null`

export const bankAccountNew: FactKind = {
  name: "bank_account_new",
  severity: "alarm",
  figures: { vendor: "text", date: "date", days: "count", by: "text" },
  link: ["vendor_bank_accounts"],
  query: sql`select distinct on (a.no) ${factRow({
    figures: {
      vendor: sql`a.pay_to_vendor_name`,
      date: sql`(b.confirmed_at at time zone a.time_zone)::date`,
      days: sql`(now() at time zone a.time_zone)::date - (b.confirmed_at at time zone a.time_zone)::date`,
      by: sql`coalesce(b.confirmed_by_name, '')`,
    },
    to: "vendor_bank_accounts",
    no: sql`a.pay_to_vendor_no`,
  })}
    from asked a join ${vendorBankAccount} b on ${inForce}
    where a.document_type = 'invoice' and b.confirmed_at > now() - make_interval(days => a.new_bank_account_days)
    order by a.no, b.confirmed_at desc`,
}

export const bankAccountMissing: FactKind = {
  name: "bank_account_missing",
  severity: "note",
  figures: { vendor: "text" },
  link: ["vendor_bank_accounts"],
  query: sql`select ${factRow({
    figures: { vendor: sql`a.pay_to_vendor_name` },
    to: "vendor_bank_accounts",
    no: sql`a.pay_to_vendor_no`,
  })}
    from asked a where a.document_type = 'invoice' and not exists (select from ${vendorBankAccount} b where ${inForce})`,
}
