import { and, asc, eq, sql } from "drizzle-orm"
import { company, currency, currencyExchangeRate } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { today } from "@/domain/dates/date"
import { refuse } from "@/domain/errors"
import { cutText } from "@/domain/text/cut-text"

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

/** The company's own currency. */
export async function ownCurrency(companyId: number): Promise<string> {
  const [own] = await inCompany(companyId, tx =>
    tx.select({ currencyCode: company.currencyCode }).from(company).where(eq(company.id, companyId)),
  )
  return own!.currencyCode
}

/**
 * The currency that the prices of a file are in.
 * @param given its code; blank: the company's own
 * @throws Refusal on the field "currency": currency_unknown, import.currency_without_rate
 */
export async function checkCurrency(tx: Tx, companyId: number, given: string): Promise<string> {
  const [own] = await tx
    .select({ currencyCode: company.currencyCode, timeZone: company.timeZone })
    .from(company)
    .where(eq(company.id, companyId))
  const code = given.trim().toUpperCase() || own!.currencyCode
  const [known] = await tx
    .select({
      hasRate: sql<boolean>`exists (select from ${currencyExchangeRate}
        where company_id = ${companyId} and currency_code = ${code} and starting_date <= ${today(own!.timeZone)})`,
    })
    .from(currency)
    .where(and(eq(currency.companyId, companyId), eq(currency.code, code)))
  if (!known) throw refuse("currency_unknown", { currency: cutText(code, 10) }, "currency")
  if (code !== own!.currencyCode && !known.hasRate)
    throw refuse("import.currency_without_rate", { currency: code }, "currency")
  return code
}
