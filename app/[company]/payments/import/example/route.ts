import { getTranslations } from "next-intl/server"
import { answerSheet } from "@/app/_spreadsheet/answer"
import { textCell } from "@/app/_spreadsheet/sheet"
import { exampleRow } from "@/app/[company]/payments/import/example-rows"
import { presenceIn } from "@/app/actor"
import { may } from "@/domain/access/actor"
import { columnName } from "@/domain/payment-import/column-names"
import { paymentColumns } from "@/domain/payment-import/columns"

/** A file of payments to fill in, written as spreadsheets of the reader's country do. */
export async function GET(_: Request, { params }: { params: Promise<{ company: string }> }): Promise<Response> {
  const presence = await presenceIn((await params).company)
  if (!presence) return new Response(null, { status: 404 })
  const { actor } = presence
  if (!may(actor, "purchase_invoice.post")) return new Response(null, { status: 403 })
  const t = await getTranslations("payment_import.expected")
  const row = exampleRow(actor.language)
  const sheet = {
    name: t("fileName"),
    columns: paymentColumns.map(column => ({ head: columnName(column, actor.language), width: 20 })),
    rows: [paymentColumns.map(column => textCell(row[column]))],
  }
  return answerSheet(sheet, "csv", actor.language)
}
