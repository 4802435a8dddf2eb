import type { PgColumn } from "drizzle-orm/pg-core"
import {
  currency,
  customer,
  customerPostingGroup,
  genBusPostingGroup,
  genProdPostingGroup,
  inventoryPostingGroup,
  item,
  paymentMethod,
  paymentTerms,
  purchaser,
  unitOfMeasure,
  vatBusPostingGroup,
  vatProdPostingGroup,
  vendor,
  vendorPostingGroup,
} from "@/db/schema"

type Referred = { companyId: PgColumn; code: PgColumn }
const coded = ({ companyId, code }: Referred): Referred => ({ companyId, code })
const numbered = ({ companyId, no }: { companyId: PgColumn; no: PgColumn }): Referred => ({ companyId, code: no })

/** What a column of a file may refer to, by its code or number. */
export const referredTables = {
  currencies: coded(currency),
  customers: numbered(customer),
  "customer-posting-groups": coded(customerPostingGroup),
  "gen-bus-posting-groups": coded(genBusPostingGroup),
  "gen-prod-posting-groups": coded(genProdPostingGroup),
  "inventory-posting-groups": coded(inventoryPostingGroup),
  items: numbered(item),
  "payment-methods": coded(paymentMethod),
  "payment-terms": coded(paymentTerms),
  purchasers: coded(purchaser),
  "units-of-measure": coded(unitOfMeasure),
  "vat-bus-posting-groups": coded(vatBusPostingGroup),
  "vat-prod-posting-groups": coded(vatProdPostingGroup),
  vendors: numbered(vendor),
  "vendor-posting-groups": coded(vendorPostingGroup),
} satisfies Record<string, Referred>

export type ReferredTable = keyof typeof referredTables
