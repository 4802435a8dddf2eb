import { columnName } from "@/domain/payment-import/column-names"
import { isPaymentColumn } from "@/domain/payment-import/columns"
import "server-only"
import { issueSentences } from "@/app/issue-sentences"
import type { PaymentImportRow } from "@/domain/payment-import/read-payment-import"
import type { Language } from "@/language/language"

/** Why a row was refused, a sentence a reason, in the reader's language; none of one that was not. */
export async function paymentRowSentences(language: Language): Promise<(row: PaymentImportRow) => string[]> {
  const say = await issueSentences()
  const named = (column: unknown) => isPaymentColumn(column) && { column: columnName(column, language) }
  return ({ problems }) =>
    (problems ?? []).map(({ code, params }) => say({ code, params: { ...params, ...named(params?.column) } }))
}
