import "server-only"
import { issueSentences } from "@/app/issue-sentences"
import type { Language } from "@/domain/money/number-format"
import type { PaymentImportRow } from "@/domain/payment-import/read-payment-import"
import { columnName } from "./column-name"

/** Why a row was refused, a sentence a reason, in the reader's language; none of one that was not. */
export async function rowSentences(language: Language): Promise<(row: PaymentImportRow) => string[]> {
  const say = await issueSentences()
  return ({ problems }) =>
    (problems ?? []).map(({ code, params }) => say({ code, params: { ...params, ...columnName(params, language) } }))
}
