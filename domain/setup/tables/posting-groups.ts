import type { PgColumn } from "drizzle-orm/pg-core"
import {
  genBusPostingGroup,
  genProdPostingGroup,
  inventoryPostingGroup,
  valueEntry,
  vatBusPostingGroup,
  vatProdPostingGroup,
  vendorLedgerEntry,
  vendorPostingGroup,
} from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Issue } from "@/domain/errors"
import type { RecordChange, RecordField } from "@/domain/records/definition"
import type { SetupDefinition } from "@/domain/setup/definition"
import { changed, isHeld } from "@/domain/setup/is-held"

const codeAndDescription: readonly RecordField[] = [
  { name: "code", kind: "code", required: true },
  { name: "description", kind: "text", maximum: 100 },
]

/** A group that stands for nothing but itself: the matrices say what is posted where. */
function plainGroup(slug: string, table: SetupDefinition["table"]): SetupDefinition {
  return { slug, table, keys: ["code"], fields: codeAndDescription, listed: ["code", "description"] }
}

export const genBusPostingGroupsDefinition = plainGroup("gen-bus-posting-groups", genBusPostingGroup)
export const genProdPostingGroupsDefinition = plainGroup("gen-prod-posting-groups", genProdPostingGroup)
export const vatBusPostingGroupsDefinition = plainGroup("vat-bus-posting-groups", vatBusPostingGroup)
export const vatProdPostingGroupsDefinition = plainGroup("vat-prod-posting-groups", vatProdPostingGroup)

export const vendorPostingGroupsDefinition: SetupDefinition = {
  slug: "vendor-posting-groups",
  table: vendorPostingGroup,
  keys: ["code"],
  fields: [
    ...codeAndDescription,
    { name: "payablesAccountNo", kind: "account", controls: "vendors", required: true },
    { name: "invoiceRoundingAccountNo", kind: "account" },
    { name: "paymentDiscountAccountNo", kind: "account" },
    { name: "serviceChargeAccountNo", kind: "account" },
  ],
  listed: ["code", "description", "payablesAccountNo", "invoiceRoundingAccountNo", "paymentDiscountAccountNo"],
  // Entries of the group are paid and cancelled through its account: another one would part it from the subledger.
  async check(tx, change) {
    return fixedAccount(tx, change, "payablesAccountNo", vendorLedgerEntry.vendorPostingGroup)
  },
}

export const inventoryPostingGroupsDefinition: SetupDefinition = {
  slug: "inventory-posting-groups",
  table: inventoryPostingGroup,
  keys: ["code"],
  fields: [...codeAndDescription, { name: "inventoryAccountNo", kind: "account", controls: "items", required: true }],
  listed: ["code", "description", "inventoryAccountNo"],
  // What is in stock stands on the account: what leaves it would be taken from another one.
  async check(tx, change) {
    return fixedAccount(tx, change, "inventoryAccountNo", valueEntry.inventoryPostingGroup)
  },
}

/** The account of a group stays while entries name the group. */
async function fixedAccount(tx: Tx, change: RecordChange, name: string, entries: PgColumn): Promise<Issue[]> {
  const { companyId, before, after } = change
  if (!changed(change, name) || !(await isHeld(tx, companyId, [entries], after.code!))) return []
  return [{ field: name, code: "setup.group_account_used", params: { code: before![name]! } }]
}
