import { eq } from "drizzle-orm"
import { company, purchasesSetup } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { refuse } from "@/domain/errors"

/** What new cards start with. @throws Refusal import.setup_missing */
export async function cardDefaults(tx: Tx, companyId: number) {
  const [row] = await tx
    .select({ setup: purchasesSetup, home: company.countryRegionCode })
    .from(purchasesSetup)
    .innerJoin(company, eq(company.id, purchasesSetup.companyId))
    .where(eq(purchasesSetup.companyId, companyId))
  if (!row) throw refuse("import.setup_missing")
  return row
}
