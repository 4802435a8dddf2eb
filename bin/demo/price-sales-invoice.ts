import type { DemoSalesLine } from "@/db/demo/sales-line"
import type { salesInvoice, salesInvoiceLine } from "@/db/schema"
import { lineAmount } from "@/domain/documents/line-amount"
import { lineNo } from "@/domain/documents/lines"
import { Decimal, ONE, toPlain } from "@/domain/money/decimal"
import { vatTotals } from "@/domain/vat/vat-totals"
import { demoSetup } from "./demo-setup"

export type PricedSalesInvoice = {
  header: Pick<typeof salesInvoice.$inferInsert, "lastLineId" | "lineCount" | "amount" | "amountIncludingVat">
  /** Numbered in order, without company and document. */
  lines: Omit<typeof salesInvoiceLine.$inferInsert, "companyId" | "documentNo">[]
}

/** The VAT that the Dutch setup has for two groups. @throws Error when it has none */
function vatSetup(vatBusPostingGroup: string, vatProdPostingGroup: string) {
  const found = demoSetup.vatPostingSetups.find(
    setup => setup.vatBusPostingGroup === vatBusPostingGroup && setup.vatProdPostingGroup === vatProdPostingGroup,
  )
  if (!found) throw new Error(`no VAT posting setup for ${vatBusPostingGroup} and ${vatProdPostingGroup}`)
  return found
}

/**
 * Line amounts, VAT and totals of a sales invoice by the product's own rules, on the Dutch setup.
 *
 * @param terms the customer's VAT group, the currency's decimals of an amount, and whether prices include VAT
 * @throws Error for a line whose VAT groups the setup does not know
 */
export function priceSalesInvoice(
  terms: { vatBusPostingGroup: string; decimals: number; pricesIncludingVat: boolean },
  drafts: readonly DemoSalesLine[],
): PricedSalesInvoice {
  const priced = drafts.map((draft, index) => {
    const amounts = lineAmount(
      {
        quantity: new Decimal(draft.quantity ?? "0"),
        directUnitCost: new Decimal(draft.unitPrice ?? "0"),
        pricePer: ONE,
        lineDiscountPercent: new Decimal(draft.lineDiscountPercent ?? "0"),
      },
      terms.decimals,
    )
    const vat = draft.vatProdPostingGroup ? vatSetup(terms.vatBusPostingGroup, draft.vatProdPostingGroup) : null
    return { draft, lineId: index + 1, lineNo: lineNo(index), ...amounts, vat }
  })
  const { lines, totals } = vatTotals({
    pricesIncludingVat: terms.pricesIncludingVat,
    decimals: terms.decimals,
    lines: priced.map(line => ({
      id: line.lineId,
      lineAmount: line.lineAmount,
      vatPercent: new Decimal(line.vat?.vatPercent ?? "0"),
      vatIdentifier: line.vat?.vatIdentifier ?? "",
      calculationType: line.vat?.vatCalculationType ?? "normal",
    })),
  })
  return {
    header: {
      lastLineId: drafts.length,
      lineCount: drafts.length,
      amount: toPlain(totals.amount),
      amountIncludingVat: toPlain(totals.amountIncludingVat),
    },
    lines: priced.map(({ draft, vat, lineDiscountAmount, lineAmount, ...numbered }, index) => ({
      ...draft,
      ...numbered,
      lineDiscountAmount: toPlain(lineDiscountAmount),
      lineAmount: toPlain(lineAmount),
      vatIdentifier: vat?.vatIdentifier ?? "",
      vatPercent: vat?.vatPercent ?? "0",
      vatCalculationType: vat?.vatCalculationType ?? "normal",
      amount: toPlain(lines[index]!.amount),
      amountIncludingVat: toPlain(lines[index]!.amountIncludingVat),
    })),
  }
}
