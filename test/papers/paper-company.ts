import { and, eq } from "drizzle-orm"
import { insertCompanyRows } from "@/db/company-rows"
import { currency, currencyExchangeRate, glAccount, vatPostingSetup, vatProdPostingGroup } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { makeActor, makeCompany, makeVendor } from "@/test/factories"
import type { Paper } from "./paper"

/** A company that receives papers: an account for each rate, a vendor for each currency and way to state prices. */
export type PaperCompany = {
  manager: Actor
  accountOf: (rate: string) => string
  vendorOf: (paper: Paper) => string
}

/** The VAT identifier, and VAT product posting group, of a rate: "S 21" is "S21". */
export const groupOf = (rate: string) => rate.replace(" ", "")

/** Sets a company up for all rates and currencies of these papers; VAT may differ by half a unit. */
export async function makePaperCompany(papers: readonly Paper[]): Promise<PaperCompany> {
  const { id: companyId } = await makeCompany()
  const manager = await makeActor(companyId, "purchasing_manager")
  const rates = [...new Set(papers.flatMap(({ vat }) => vat.map(({ rate }) => rate)))]
  const accounts = new Map(rates.map((rate, index) => [rate, String(46_001 + index)]))
  await inCompany(companyId, async tx => {
    const [standard] = await tx
      .select()
      .from(vatPostingSetup)
      .where(and(eq(vatPostingSetup.vatBusPostingGroup, "BINNENL"), eq(vatPostingSetup.vatProdPostingGroup, "HOOG")))
    const [cost] = await tx.select().from(glAccount).where(eq(glAccount.no, "4310"))
    const groups = rates.map(rate => ({ code: groupOf(rate), description: rate }))
    await insertCompanyRows(tx, companyId, vatProdPostingGroup, groups)
    await insertCompanyRows(
      tx,
      companyId,
      vatPostingSetup,
      rates.map(rate => ({
        ...standard!,
        vatProdPostingGroup: groupOf(rate),
        vatIdentifier: groupOf(rate),
        vatPercent: rate.split(" ")[1]!,
      })),
    )
    await insertCompanyRows(
      tx,
      companyId,
      glAccount,
      rates.map(rate => ({ ...cost!, no: accounts.get(rate)!, name: rate, vatProdPostingGroup: groupOf(rate) })),
    )
    await insertCurrencies(tx, companyId, papers)
  })
  const vendors = new Map<string, string>()
  const kindOf = (paper: Paper) => `${paper.currency} ${paper.pricesIncludingVat}`
  for (const paper of papers) {
    if (vendors.has(kindOf(paper))) continue
    const { currency: currencyCode, pricesIncludingVat } = paper
    const terms = { pricesIncludingVat, ...(currencyCode !== "EUR" && { currencyCode }) }
    vendors.set(kindOf(paper), (await makeVendor(companyId, terms)).no)
  }
  return { manager, accountOf: rate => accounts.get(rate)!, vendorOf: paper => vendors.get(kindOf(paper))! }
}

async function insertCurrencies(
  tx: Parameters<Parameters<typeof inCompany>[1]>[0],
  companyId: number,
  papers: readonly Paper[],
): Promise<void> {
  const known = await tx.select().from(currency)
  const pound = known.find(({ code }) => code === "GBP")!
  const missing = [...new Set(papers.map(paper => paper.currency))].filter(code =>
    known.every(row => row.code !== code),
  )
  await insertCompanyRows(
    tx,
    companyId,
    currency,
    missing.map(code => ({ ...pound, code, description: code })),
  )
  const rate = { startingDate: "2010-01-01", exchangeRateAmount: "10", relationalExchangeRateAmount: "1" }
  await insertCompanyRows(
    tx,
    companyId,
    currencyExchangeRate,
    missing.map(currencyCode => ({ currencyCode, ...rate })),
  )
  await tx.update(currency).set({ maxVatDifferenceAllowed: "0.5" }).where(eq(currency.companyId, companyId))
}
