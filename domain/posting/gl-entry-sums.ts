import type { Decimal } from "@/domain/money/decimal"
import type { ComposedGlEntry } from "./compose-posting"
import type { PostingDocument } from "./posting-document"

/** G/L entries added up by account and product groups, in the order in which they first came. */
export class GlEntrySums {
  private readonly byKey = new Map<string, ComposedGlEntry>()

  constructor(
    private readonly document: PostingDocument,
    private readonly sign: number,
  ) {}

  add(
    accountNo: string,
    amount: Decimal,
    genProdPostingGroup: string | null,
    vatProdPostingGroup: string | null,
  ): void {
    const key = JSON.stringify([accountNo, genProdPostingGroup, vatProdPostingGroup])
    const signed = amount.times(this.sign)
    const entry = this.byKey.get(key)
    if (entry) entry.amount = entry.amount.plus(signed)
    else {
      const description = this.document.header.postingDescription
      this.byKey.set(key, {
        glAccountNo: accountNo,
        amount: signed,
        description,
        genProdPostingGroup,
        vatProdPostingGroup,
      })
    }
  }

  entries(): ComposedGlEntry[] {
    return [...this.byKey.values()]
  }
}
