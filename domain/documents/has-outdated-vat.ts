import { and, eq, ne, or } from "drizzle-orm"
import { purchaseInvoiceLine, salesInvoiceLine, vatPostingSetup } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { LineStore } from "./store-lines"

/** Whether a line of a draft has other VAT than is set up now for its groups: saving with `renewVat` takes it over. */
export async function hasOutdatedVat(
  tx: Tx,
  store: LineStore,
  companyId: number,
  document: { no: string; vatBusPostingGroup: string | null },
): Promise<boolean> {
  const line = { purchase: purchaseInvoiceLine, sales: salesInvoiceLine }[store]
  const setup = vatPostingSetup
  const found = await tx
    .select({ lineId: line.lineId })
    .from(line)
    .innerJoin(
      setup,
      and(
        eq(setup.companyId, line.companyId),
        eq(setup.vatBusPostingGroup, document.vatBusPostingGroup ?? ""),
        eq(setup.vatProdPostingGroup, line.vatProdPostingGroup),
      ),
    )
    .where(
      and(
        eq(line.companyId, companyId),
        eq(line.documentNo, document.no),
        ne(line.type, "comment"),
        eq(setup.blocked, false),
        or(
          ne(setup.vatCalculationType, line.vatCalculationType),
          // What is not normal shows 0 % on a document, whatever its rate.
          and(eq(setup.vatCalculationType, "normal"), ne(setup.vatPercent, line.vatPercent)),
        ),
      ),
    )
    .limit(1)
  return found.length > 0
}
