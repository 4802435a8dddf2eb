import { and, asc, eq } from "drizzle-orm"
import { currency, orderAddress, paymentMethod, paymentTerms, purchaser, vatPostingSetup } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { PaymentTermsFormulas } from "./due-date"

export type CodeChoice = { code: string; description: string }

/** A currency with the decimals of its amounts. */
export type CurrencyChoice = CodeChoice & { amountDecimals: number }

export type SetupChoices = {
  paymentTerms: CodeChoice[]
  paymentMethods: CodeChoice[]
  purchasers: CodeChoice[]
  currencies: CurrencyChoice[]
  /** VAT product posting groups that the VAT posting setup has for the document. */
  vatProdPostingGroups: CodeChoice[]
}

/** What a document's header and lines may choose from, by code. */
export async function readSetupChoices(
  tx: Tx,
  companyId: number,
  { vatBusPostingGroup }: { vatBusPostingGroup: string | null },
): Promise<SetupChoices> {
  const [terms, methods, purchasers, currencies, vatProdPostingGroups] = await Promise.all([
    tx
      .select({ code: paymentTerms.code, description: paymentTerms.description })
      .from(paymentTerms)
      .where(eq(paymentTerms.companyId, companyId))
      .orderBy(asc(paymentTerms.code)),
    tx
      .select({ code: paymentMethod.code, description: paymentMethod.description })
      .from(paymentMethod)
      .where(eq(paymentMethod.companyId, companyId))
      .orderBy(asc(paymentMethod.code)),
    tx
      .select({ code: purchaser.code, description: purchaser.name })
      .from(purchaser)
      .where(eq(purchaser.companyId, companyId))
      .orderBy(asc(purchaser.code)),
    tx
      .select({
        code: currency.code,
        description: currency.description,
        amountDecimals: currency.amountDecimals,
      })
      .from(currency)
      .where(eq(currency.companyId, companyId))
      .orderBy(asc(currency.code)),
    tx
      .select({ code: vatPostingSetup.vatProdPostingGroup, description: vatPostingSetup.description })
      .from(vatPostingSetup)
      .where(
        and(
          eq(vatPostingSetup.companyId, companyId),
          eq(vatPostingSetup.vatBusPostingGroup, vatBusPostingGroup ?? ""),
          eq(vatPostingSetup.blocked, false),
        ),
      )
      .orderBy(asc(vatPostingSetup.vatProdPostingGroup)),
  ])
  return { paymentTerms: terms, paymentMethods: methods, purchasers, currencies, vatProdPostingGroups }
}

export type Terms = PaymentTermsFormulas & { discountPercent: string; calcPmtDiscOnCrMemos: boolean }

/** The terms' formulas; undefined where the company has no such terms. */
export async function readPaymentTerms(tx: Tx, companyId: number, code: string): Promise<Terms | undefined> {
  const [terms] = await tx
    .select({
      dueDateCalculation: paymentTerms.dueDateCalculation,
      discountDateCalculation: paymentTerms.discountDateCalculation,
      discountPercent: paymentTerms.discountPercent,
      calcPmtDiscOnCrMemos: paymentTerms.calcPmtDiscOnCrMemos,
    })
    .from(paymentTerms)
    .where(and(eq(paymentTerms.companyId, companyId), eq(paymentTerms.code, code)))
  return terms
}

const codeTables = {
  paymentTerms,
  paymentMethods: paymentMethod,
  purchasers: purchaser,
  currencies: currency,
  /** Of the document's vendor. */
  orderAddresses: orderAddress,
}

/** What a field of a header may hold the code of. */
export type CodeTable = keyof typeof codeTables

/** Whether the company, or the document's vendor, has a row of this code. */
export async function hasCode(
  tx: Tx,
  of: CodeTable,
  { companyId, partyNo, code }: { companyId: number; partyNo: string; code: string },
): Promise<boolean> {
  const table = codeTables[of]
  const rows = await tx
    .select({ code: table.code })
    .from(table)
    .where(
      and(
        eq(table.companyId, companyId),
        of === "orderAddresses" ? eq(orderAddress.vendorNo, partyNo) : undefined,
        eq(table.code, code),
      ),
    )
  return rows.length > 0
}
