import { eq } from "drizzle-orm"
import { company } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { type CardRead, readCard, readNewCard } from "@/domain/records/cards"
import { type CreditUse, readCreditUse } from "./credit-use"
import { customerCard } from "./customer-card"

/** What of a customer's credit limit is used; undefined where it has none. @throws Forbidden */
export async function readCustomerCredit(actor: Actor, no: string): Promise<CreditUse | undefined> {
  authorise(actor, "sales_invoice.see")
  return inCompany(actor.companyId, async tx => (await readCreditUse(tx, actor.companyId, [no])).get(no))
}

/**
 * A customer with everything its card shows.
 * @throws NotFound where the company has no such customer
 */
export async function readCustomer(actor: Actor, no: string): Promise<CardRead> {
  authorise(actor, "master_data.see")
  return inCompany(actor.companyId, tx => readCard(tx, actor.companyId, customerCard, no))
}

/** What the form for a new customer offers and starts with: the company's own country. */
export async function readNewCustomer(actor: Actor): Promise<CardRead> {
  authorise(actor, "master_data.edit")
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const [own] = await tx.select({ country: company.countryRegionCode }).from(company).where(eq(company.id, companyId))
    return readNewCard(tx, actor, customerCard, { countryRegionCode: own!.country })
  })
}
