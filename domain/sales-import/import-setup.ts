import { and, eq, sql } from "drizzle-orm"
import { company, currency, glAccount, paymentTerms, purchasesSetup, vatPostingSetup } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { PaymentTermsFormulas } from "@/domain/documents/due-date"
import { refuse } from "@/domain/errors"
import type { VatCalculationType } from "@/domain/vat/vat-totals"

export type VatTerms = { vatPercent: string; vatIdentifier: string; vatCalculationType: VatCalculationType }

/** What the company has set up, as far as an import needs it. */
export type ImportSetup = {
  companyId: number
  /** ISO code of the company's own country. */
  home: string
  /** Numbers' defaults, posting groups by region. */
  defaults: typeof purchasesSetup.$inferSelect
  /** By `vatKey`; blocked combinations are left out. */
  vat: ReadonlyMap<string, VatTerms>
  paymentTerms: ReadonlyMap<string, PaymentTermsFormulas>
  /** The account that charges go to; null: missing, or blocked. */
  chargesAccount: { no: string; genProdPostingGroup: string; vatProdPostingGroup: string } | null
  currencyCode: string
  amountDecimals: number
  /** Whether the import's currency is the company's own. */
  ownCurrency: boolean
}

/** Which VAT applies to a partner's group and a product's. */
export function vatKey(vatBusPostingGroup: string | null, vatProdPostingGroup: string | null): string {
  return `${vatBusPostingGroup ?? ""}\n${vatProdPostingGroup ?? ""}`
}

/**
 * Reads the setup, with one statement a table.
 * @throws Refusal import.setup_missing, currency_unknown {currency}
 */
export async function loadSetup(
  tx: Tx,
  companyId: number,
  { currencyCode }: { currencyCode: string },
): Promise<ImportSetup> {
  const [own] = await tx.select().from(company).where(eq(company.id, companyId))
  const [defaults] = await tx.select().from(purchasesSetup).where(eq(purchasesSetup.companyId, companyId))
  if (!own || !defaults) throw refuse("import.setup_missing")
  const [money] = await tx
    .select({ amountDecimals: currency.amountDecimals })
    .from(currency)
    .where(and(eq(currency.companyId, companyId), eq(currency.code, currencyCode)))
  if (!money) throw refuse("currency_unknown", { currency: currencyCode }, "currency")
  const vat = await tx
    .select()
    .from(vatPostingSetup)
    .where(and(eq(vatPostingSetup.companyId, companyId), eq(vatPostingSetup.blocked, false)))
  const terms = await tx.select().from(paymentTerms).where(eq(paymentTerms.companyId, companyId))
  const [account] = await tx
    .select()
    .from(glAccount)
    .where(
      and(
        eq(glAccount.companyId, companyId),
        eq(glAccount.no, defaults.chargesAccountNo),
        eq(glAccount.accountType, "posting"),
        sql`not ${glAccount.blocked}`,
      ),
    )
  return {
    companyId,
    home: own.countryRegionCode,
    defaults,
    vat: new Map(vat.map(row => [vatKey(row.vatBusPostingGroup, row.vatProdPostingGroup), row])),
    paymentTerms: new Map(terms.map(row => [row.code, row])),
    chargesAccount: account
      ? {
          no: account.no,
          genProdPostingGroup: account.genProdPostingGroup ?? defaults.defaultGenProdPostingGroup,
          vatProdPostingGroup: account.vatProdPostingGroup ?? defaults.defaultVatProdPostingGroup,
        }
      : null,
    currencyCode,
    amountDecimals: money.amountDecimals,
    ownCurrency: own.currencyCode === currencyCode,
  }
}
