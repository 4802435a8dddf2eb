import { eq } from "drizzle-orm"
import { item, purchaseInvoice } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { workOutAmounts } from "@/domain/documents/draft-amounts"
import { readLines, writeLines } from "@/domain/documents/store-lines"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import type { BenchCompany } from "./company"

/** Makes a reviewed draft of so many lines, over all the company's items, and answers its number. */
export type MakeDraft = (lines: number) => Promise<string>

/** Lines of the draft that the others are copied from. */
const models = 200

/** of all companies: a vendor's number is posted once. */
let made = 0

export async function draftBuilder({ companyId, vendorNo }: BenchCompany, actor: Actor): Promise<MakeDraft> {
  const items = await inCompany(companyId, tx => tx.select({ no: item.no }).from(item).limit(models))
  const no = await makePurchaseInvoice(
    actor,
    vendorNo,
    items.map((model, index) => ({ no: model.no, quantity: String(1 + (index % 48)) })),
  )
  const [model, modelLines] = await inCompany(companyId, async tx => {
    const [header] = await tx.select().from(purchaseInvoice).where(eq(purchaseInvoice.no, no))
    return [header!, await readLines(tx, "purchase", companyId, no)] as const
  })
  return async lines => {
    const worked = workOutAmounts(
      Array.from({ length: lines }, (_, index) => ({
        ...modelLines[(index * 7) % modelLines.length]!,
        lineId: index + 1,
        lineNo: (index + 1) * 10_000,
      })),
      { pricesIncludingVat: false, decimals: 2 },
    )
    const draftNo = `BENCH-${++made}`
    await inCompany(companyId, async tx => {
      await tx.insert(purchaseInvoice).values({
        ...model,
        no: draftNo,
        vendorInvoiceNo: draftNo,
        reviewState: "reviewed",
        amount: worked.amount,
        amountIncludingVat: worked.amountIncludingVat,
        lineCount: lines,
        lastLineId: lines,
      })
      await writeLines(tx, "purchase", companyId, draftNo, [], worked.lines)
    })
    return draftNo
  }
}
