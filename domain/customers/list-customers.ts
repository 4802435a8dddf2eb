import { sql } from "drizzle-orm"
import { customer } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { type CardListing, type CardPage, type CardQuery, listCards } from "@/domain/lists/list-cards"

const shown = {
  no: customer.no,
  name: customer.name,
  city: customer.city,
  countryRegionCode: customer.countryRegionCode,
  email: customer.email,
  vatRegistrationNo: customer.vatRegistrationNo,
  paymentTermsCode: customer.paymentTermsCode,
  currencyCode: customer.currencyCode,
  blocked: customer.blocked,
  privacyBlocked: customer.privacyBlocked,
}

export type CustomerRowShown = Pick<typeof customer.$inferSelect, keyof typeof shown>

const listing: CardListing<typeof shown> = {
  table: customer,
  shown,
  name: customer.name,
  searchedBy: "search_customers",
  isBlocked: sql`${customer.blocked} <> ''`,
}

/**
 * A page of the company's customers.
 * @throws Forbidden without the right to see master data
 */
export async function listCustomers(actor: Actor, query: CardQuery): Promise<CardPage<CustomerRowShown>> {
  authorise(actor, "master_data.see")
  return inCompany(actor.companyId, tx => listCards(tx, actor.companyId, listing, query))
}
