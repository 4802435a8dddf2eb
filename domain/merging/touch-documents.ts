/** What else of documents follows a number that has moved: names and addresses, version, review, and the history. */
import { sql } from "drizzle-orm"
import { rowsAs } from "@/db/bulk-rows"
import {
  customer,
  event,
  purchaseInvoice,
  purchaseInvoiceLine,
  purchaseRequest,
  salesInvoice,
  salesInvoiceLine,
  vendor,
} from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { endApprovals } from "@/domain/approvals/in-force"
import { assignmentsAfterEdit } from "@/domain/approvals/move"
import type { FieldChange } from "@/domain/documents/change-record"
import type { Between, MovedKey } from "./move-rows"

/** By "table.column", the rows in which it moved. */
export type Moved = Readonly<Record<string, readonly MovedKey[]>>

const keysOf = (moved: Moved, table: string, key: string) =>
  new Set(
    Object.entries(moved)
      .filter(([name]) => name.startsWith(`${table}.`))
      .flatMap(([, keys]) => keys.map(each => each[key]!)),
  )

/** Follows the move through every document. A constant number of statements. */
export async function touchDocuments(tx: Tx, actor: Actor, between: Between, moved: Moved): Promise<void> {
  await touchPurchaseDrafts(tx, actor, between, moved)
  await touchSalesInvoices(tx, actor, between, moved)
  await nameRequests(tx, between, keysOf(moved, "purchase_request", "no"))
}

type Draft = { no: string; kind: string; version: number }

/** A draft keeps its currency, groups, terms and costs; what was agreed to is to be agreed to again, and no duplicate is allowed any more. */
async function touchPurchaseDrafts(tx: Tx, actor: Actor, between: Between, moved: Moved): Promise<void> {
  const { companyId, intoNo } = between
  const headers = keysOf(moved, "purchase_invoice", "no")
  const lines = moved["purchase_invoice_line.no"] ?? []
  const nos = [...new Set([...headers, ...lines.map(line => line.document_no!)])]
  if (nos.length === 0) return
  const asked = sql`${sql.param(nos)}::text[]`
  if (headers.size > 0) {
    const renamed = sql`${sql.param([...headers])}::text[]`
    await tx.execute(sql`
      update ${purchaseInvoice} d set buy_from_vendor_name = v.name,
        (buy_from_address, buy_from_address_2, buy_from_post_code, buy_from_city, buy_from_country_region_code) =
          (case when d.order_address_code is null then v.address else d.buy_from_address end,
           case when d.order_address_code is null then v.address_2 else d.buy_from_address_2 end,
           case when d.order_address_code is null then v.post_code else d.buy_from_post_code end,
           case when d.order_address_code is null then v.city else d.buy_from_city end,
           case when d.order_address_code is null then v.country_region_code else d.buy_from_country_region_code end)
      from ${vendor} v where v.company_id = ${companyId} and v.no = ${intoNo} and d.company_id = ${companyId}
        and d.no = any(${renamed}) and d.buy_from_vendor_no = ${intoNo}`)
    await tx.execute(sql`
      update ${purchaseInvoice} d set pay_to_vendor_name = v.name, vat_registration_no = v.vat_registration_no,
        vat_country_region_code = v.country_region_code, duplicate_reason = '', duplicate_allowed_by = null
      from ${vendor} v where v.company_id = ${companyId} and v.no = ${intoNo} and d.company_id = ${companyId}
        and d.no = any(${renamed}) and d.pay_to_vendor_no = ${intoNo}`)
  }
  const drafts = await tx.execute<Draft>(sql`
    update ${purchaseInvoice} draft set version = draft.version + 1, ${assignmentsAfterEdit(companyId)}, updated_at = now()
    where draft.company_id = ${companyId} and draft.no = any(${asked})
    returning draft.no, draft.version, case draft.document_type when 'invoice' then 'purchase_invoice' else 'purchase_credit_memo' end as kind`)
  await endApprovals(tx, companyId, nos, "voided", ["merge"])
  const bought = new Set((moved["purchase_invoice.buy_from_vendor_no"] ?? []).map(({ no }) => no!))
  const changes = await lineChanges(tx, between, "purchase", lines)
  await recordSaves(
    tx,
    actor,
    "purchase_invoice",
    drafts.map(({ no, kind, version }) => ({
      no,
      kind: `${kind}.saved`,
      version,
      changes: [...headerChange(bought.has(no), "buyFromVendorNo", between), ...(changes.get(no) ?? [])],
    })),
  )
}

async function touchSalesInvoices(tx: Tx, actor: Actor, between: Between, moved: Moved): Promise<void> {
  const { companyId, intoNo } = between
  const headers = keysOf(moved, "sales_invoice", "no")
  const lines = moved["sales_invoice_line.no"] ?? []
  const nos = [...new Set([...headers, ...lines.map(line => line.document_no!)])]
  if (nos.length === 0) return
  if (headers.size > 0) {
    await tx.execute(sql`
      update ${salesInvoice} d set customer_name = c.name, address = c.address, post_code = c.post_code, city = c.city,
        country_region_code = c.country_region_code, contact = c.contact, vat_registration_no = c.vat_registration_no
      from ${customer} c where c.company_id = ${companyId} and c.no = ${intoNo} and d.company_id = ${companyId}
        and d.no = any(${sql.param([...headers])}::text[])`)
  }
  const drafts = await tx.execute<{ no: string; version: number }>(sql`
    update ${salesInvoice} d set version = d.version + 1, updated_at = now()
    where d.company_id = ${companyId} and d.no = any(${sql.param(nos)}::text[]) returning d.no, d.version`)
  const changes = await lineChanges(tx, between, "sales", lines)
  await recordSaves(
    tx,
    actor,
    "sales_invoice",
    drafts.map(({ no, version }) => ({
      no,
      kind: "sales_invoice.saved",
      version,
      changes: [...headerChange(headers.has(no), "customerNo", between), ...(changes.get(no) ?? [])],
    })),
  )
}

async function nameRequests(tx: Tx, { companyId, intoNo }: Between, nos: ReadonlySet<string>): Promise<void> {
  if (nos.size === 0) return
  await tx.execute(sql`
    update ${purchaseRequest} r set vendor_name = v.name from ${vendor} v
    where v.company_id = ${companyId} and v.no = ${intoNo} and r.company_id = ${companyId}
      and r.no = any(${sql.param([...nos])}::text[])`)
}

function headerChange(moved: boolean, name: string, { fromNo, intoNo }: Between): FieldChange[] {
  return moved ? [{ field: `header.${name}`, before: fromNo, after: intoNo }] : []
}

/** The lines whose item moved, by document. */
async function lineChanges(
  tx: Tx,
  { companyId, fromNo, intoNo }: Between,
  store: "purchase" | "sales",
  keys: readonly MovedKey[],
): Promise<Map<string, FieldChange[]>> {
  const table = store === "purchase" ? purchaseInvoiceLine : salesInvoiceLine
  const byDocument = new Map<string, FieldChange[]>()
  if (keys.length === 0) return byDocument
  const rows = await tx.execute<{ documentNo: string; lineId: number; lineNo: number; description: string }>(sql`
    select l.document_no as "documentNo", l.line_id as "lineId", l.line_no as "lineNo", left(l.description, 80) as description
    from ${rowsAs({ document_no: "text", line_id: "int" }, keys)}
    join ${table} l on l.company_id = ${companyId} and l.document_no = r.document_no and l.line_id = r.line_id`)
  for (const { documentNo, lineId, lineNo, description } of rows) {
    const line = { lineId, lineNo, type: "item" as const, no: intoNo, description }
    const change: FieldChange = { field: `lines.${lineId}.no`, line, before: fromNo, after: intoNo }
    byDocument.set(documentNo, [...(byDocument.get(documentNo) ?? []), change])
  }
  return byDocument
}

type Save = { no: string; kind: string; version: number; changes: FieldChange[] }

/** As a save by hand is kept: whoever has the draft open is told what was changed meanwhile. */
async function recordSaves(tx: Tx, actor: Actor, subject: string, saves: readonly Save[]): Promise<void> {
  const rows = saves.map(({ changes, ...save }) => ({
    ...save,
    data: { contentHash: "", changes, added: [], removed: [], moved: [] },
  }))
  await tx.execute(sql`
    insert into ${event} (company_id, actor_id, actor_name, kind, subject_type, subject_no, version, data)
    select ${actor.companyId}::int, ${actor.userId}::int, ${actor.name}::text, r.kind, ${subject}::text, r.no, r.version, r.data
    from ${rowsAs({ no: "text", kind: "text", version: "int", data: "jsonb" }, rows)}`)
}

const cards = [
  { name: "vendor.pay_to_vendor_no", subject: "vendor", field: "payToVendorNo" },
  { name: "item.vendor_no", subject: "item", field: "vendorNo" },
  { name: "customer.bill_to_customer_no", subject: "customer", field: "billToCustomerNo" },
] as const

/** Other cards that named the one that went: each has it in its history, by field. */
export async function recordOnCards(tx: Tx, actor: Actor, { fromNo, intoNo }: Between, moved: Moved): Promise<void> {
  for (const { name, subject, field } of cards) {
    const keys = moved[name] ?? []
    if (keys.length === 0) continue
    const data = JSON.stringify({ changes: [{ field, old: fromNo, new: intoNo }] })
    await tx.execute(sql`
      insert into ${event} (company_id, actor_id, actor_name, kind, subject_type, subject_no, data)
      select ${actor.companyId}::int, ${actor.userId}::int, ${actor.name}::text, ${`${subject}.changed`}::text, ${subject}::text,
        r.no, ${data}::jsonb from ${rowsAs({ no: "text" }, keys)}`)
  }
}
