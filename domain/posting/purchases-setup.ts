import { eq } from "drizzle-orm"
import type { QueryBuilder } from "drizzle-orm/pg-core"
import { preparedSelect, value } from "@/db/prepared"
import { purchasesSetup } from "@/db/schema"
import type { Tx } from "@/db/tenancy"

const setupRow = (query: QueryBuilder) =>
  query
    .select()
    .from(purchasesSetup)
    .where(eq(purchasesSetup.companyId, value("companyId")))

const setups = preparedSelect("posting_purchases_setup", setupRow)
const lockedSetups = preparedSelect("posting_purchases_setup_locked", query => setupRow(query).for("share"))

/**
 * The one row that stands for all of the company's setup: posting shares it, and whoever changes any setup takes it
 * alone (`lockSetup`), so that setup does not change under a posting.
 */
export async function readPurchasesSetup(
  tx: Tx,
  companyId: number,
  lock: boolean,
): Promise<typeof purchasesSetup.$inferSelect> {
  const [row] = await (lock ? lockedSetups : setups)(tx, { companyId })
  if (!row) throw new RangeError(`purchases setup of company ${companyId}`)
  return row
}
