import { getTranslations } from "next-intl/server"
import { numberIn } from "@/app/_background-work/pieces-asked"
import { answerSheet } from "@/app/_spreadsheet/answer"
import { textCell } from "@/app/_spreadsheet/sheet"
import { paymentRowSentences } from "@/app/[company]/payments/import/[id]/row-sentences"
import { presenceIn } from "@/app/actor"
import { Forbidden, NotFound } from "@/domain/errors"
import { columnName } from "@/domain/payment-import/column-names"
import { MAX_PAYMENT_ROWS, paymentColumns } from "@/domain/payment-import/columns"
import { paymentFieldsToCorrect } from "@/domain/payment-import/fields-to-correct"
import { readPaymentImport } from "@/domain/payment-import/read-payment-import"

/** The refused rows of a file of payments, to correct and import again: each with its number and every reason. */
export async function GET(
  _: Request,
  { params }: { params: Promise<{ company: string; id: string }> },
): Promise<Response> {
  const { company, id: text } = await params
  const presence = await presenceIn(company)
  const id = numberIn(text)
  if (!presence || id === undefined) return new Response(null, { status: 404 })
  const { actor } = presence
  try {
    const query = { outcome: "refused", limit: MAX_PAYMENT_ROWS } as const
    const { work, rows, numbers } = await readPaymentImport(actor, id, query)
    const [t, sentences] = await Promise.all([getTranslations("payment_import"), paymentRowSentences(actor.language)])
    const names = paymentColumns.map(column => columnName(column, actor.language))
    const sheet = {
      name: t("refusedOf", { file: work.name.replace(/\.\w+$/u, "") }),
      columns: [...names, t("column.row"), t("column.why")].map(head => ({ head, width: 20 })),
      // What a row has too many stays behind the rest.
      rows: rows.map(row => {
        const fields = paymentFieldsToCorrect(row, numbers, actor.language)
        fields.splice(paymentColumns.length, 0, String(row.rowNo), sentences(row).join(" "))
        return fields.map(textCell)
      }),
    }
    return await answerSheet(sheet, "csv", actor.language)
  } catch (error) {
    if (error instanceof NotFound) return new Response(null, { status: 404 })
    if (error instanceof Forbidden) return new Response(null, { status: 403 })
    throw error
  }
}
