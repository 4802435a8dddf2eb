import {
  genBusPostingGroup,
  genProdPostingGroup,
  inventoryPostingGroup,
  vatBusPostingGroup,
  vatProdPostingGroup,
  vendorLedgerEntry,
  vendorPostingGroup,
} from "@/db/schema"
import type { SetupDefinition, SetupField } from "@/domain/setup/definition"
import { changed, isHeld } from "@/domain/setup/is-held"

const codeAndDescription: readonly SetupField[] = [
  { name: "code", kind: "code", required: true },
  { name: "description", kind: "text", maximum: 100 },
]

/** A group that stands for nothing but itself: the matrices say what is posted where. */
function plainGroup(slug: string, table: SetupDefinition["table"]): SetupDefinition {
  return { slug, table, keys: ["code"], fields: codeAndDescription, listed: ["code", "description"] }
}

export const genBusPostingGroups = plainGroup("gen-bus-posting-groups", genBusPostingGroup)
export const genProdPostingGroups = plainGroup("gen-prod-posting-groups", genProdPostingGroup)
export const vatBusPostingGroups = plainGroup("vat-bus-posting-groups", vatBusPostingGroup)
export const vatProdPostingGroups = plainGroup("vat-prod-posting-groups", vatProdPostingGroup)

export const vendorPostingGroups: SetupDefinition = {
  slug: "vendor-posting-groups",
  table: vendorPostingGroup,
  keys: ["code"],
  fields: [
    ...codeAndDescription,
    { name: "payablesAccountNo", kind: "account", required: true },
    { name: "invoiceRoundingAccountNo", kind: "account" },
    { name: "paymentDiscountAccountNo", kind: "account" },
  ],
  listed: ["code", "description", "payablesAccountNo", "invoiceRoundingAccountNo", "paymentDiscountAccountNo"],
  // Entries of the group are paid and cancelled through its account: another one would part it from the subledger.
  async check(tx, change) {
    const { companyId, after } = change
    if (!changed(change, "payablesAccountNo")) return []
    const used = await isHeld(tx, companyId, [vendorLedgerEntry.vendorPostingGroup], after.code!)
    return used ? [{ field: "payablesAccountNo", code: "setup.payables_account_used" }] : []
  },
}

export const inventoryPostingGroups: SetupDefinition = {
  slug: "inventory-posting-groups",
  table: inventoryPostingGroup,
  keys: ["code"],
  fields: [...codeAndDescription, { name: "inventoryAccountNo", kind: "account", required: true }],
  listed: ["code", "description", "inventoryAccountNo"],
}
