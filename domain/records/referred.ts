/** What a field may refer to: tables of few rows by their code, cards by their number. */
import type { PgColumn } from "drizzle-orm/pg-core"
import {
  approvalGroup,
  currency,
  customer,
  customerPostingGroup,
  genBusPostingGroup,
  genProdPostingGroup,
  inventoryPostingGroup,
  item,
  noSeries,
  paymentMethod,
  paymentTerms,
  purchaser,
  reasonCode,
  unitOfMeasure,
  vatBusPostingGroup,
  vatProdPostingGroup,
  vendor,
  vendorPostingGroup,
} from "@/db/schema"

type Referred = { companyId: PgColumn; code: PgColumn; label: PgColumn }

const coded = (table: { companyId: PgColumn; code: PgColumn; description: PgColumn }): Referred => ({
  companyId: table.companyId,
  code: table.code,
  label: table.description,
})

/** Tables of few rows, which a list shows whole; those of setup by their name there. */
export const referenceTables = {
  "approval-groups": { companyId: approvalGroup.companyId, code: approvalGroup.code, label: approvalGroup.name },
  currencies: coded(currency),
  "customer-posting-groups": coded(customerPostingGroup),
  "gen-bus-posting-groups": coded(genBusPostingGroup),
  "gen-prod-posting-groups": coded(genProdPostingGroup),
  "inventory-posting-groups": coded(inventoryPostingGroup),
  "number-series": coded(noSeries),
  "payment-methods": coded(paymentMethod),
  "payment-terms": coded(paymentTerms),
  purchasers: { companyId: purchaser.companyId, code: purchaser.code, label: purchaser.name },
  "reason-codes": coded(reasonCode),
  "units-of-measure": coded(unitOfMeasure),
  "vat-bus-posting-groups": coded(vatBusPostingGroup),
  "vat-prod-posting-groups": coded(vatProdPostingGroup),
  "vendor-posting-groups": coded(vendorPostingGroup),
} satisfies Record<string, Referred>

export type ReferenceTable = keyof typeof referenceTables

/** Cards, of which there may be a million. */
export const cardTables = {
  vendors: { companyId: vendor.companyId, code: vendor.no, label: vendor.name },
  customers: { companyId: customer.companyId, code: customer.no, label: customer.name },
  items: { companyId: item.companyId, code: item.no, label: item.description },
} satisfies Record<string, Referred>

export type CardTable = keyof typeof cardTables
