import { asc, eq, sql } from "drizzle-orm"
import { company, currency, currencyExchangeRate } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"

/**
 * The currencies a file may be in: the company's own, and those it has an exchange rate of.
 * @throws Forbidden
 */
export async function importCurrencies(actor: Actor): Promise<{ code: string; description: string }[]> {
  authorise(actor, "sales_invoice.import")
  const { companyId } = actor
  return inCompany(companyId, tx =>
    tx
      .select({ code: currency.code, description: currency.description })
      .from(currency)
      .where(
        sql`${eq(currency.companyId, companyId)} and (
          ${currency.code} = (select currency_code from ${company} where id = ${companyId})
          or exists (select from ${currencyExchangeRate} as rate
            where rate.company_id = ${companyId} and rate.currency_code = ${currency.code} and rate.starting_date <= current_date))`,
      )
      .orderBy(asc(currency.code)),
  )
}
