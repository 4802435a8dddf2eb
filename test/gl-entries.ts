import { glEntry, ledgerTransaction } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import type { IsoDate } from "@/domain/dates/date"
import { takeTransactionNo } from "@/domain/posting/write-posting"

/**
 * Writes G/L entries as one transaction, as they come.
 *
 * @param amounts in the company's currency by account, debit positive; they sum to zero
 * @returns the transaction's number
 */
export async function writeGlEntries(
  actor: Actor,
  postingDate: IsoDate,
  amounts: readonly (readonly [glAccountNo: string, amount: string])[],
): Promise<number> {
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const no = await takeTransactionNo(tx, companyId)
    await tx.insert(ledgerTransaction).values({
      companyId,
      no,
      postingDate,
      documentDate: postingDate,
      documentType: "payment",
      documentNo: `T-${no}`,
      postedBy: actor.userId,
      postedByName: actor.name,
    })
    await tx.insert(glEntry).values(
      amounts.map(([glAccountNo, amount], index) => {
        const key = { companyId, transactionNo: no, lineNo: index + 1 }
        return { ...key, glAccountNo, postingDate, amount }
      }),
    )
    return no
  })
}
