import { getTranslations } from "next-intl/server"
import { csvRows } from "@/app/_spreadsheet/csv"
import { readRowQuery } from "@/app/[company]/sales-invoices/import/[no]/row-filter"
import { salesRowSentences } from "@/app/[company]/sales-invoices/import/[no]/row-sentences"
import { presenceIn } from "@/app/actor"
import { Forbidden, NotFound } from "@/domain/errors"
import { salesColumns } from "@/domain/sales-import/csv-header"
import { salesFieldsToCorrect } from "@/domain/sales-import/fields-to-correct"
import { type ImportRow, type RowQuery, readImportRows } from "@/domain/sales-import/read-import-rows"
import { readSalesImport } from "@/domain/sales-import/read-sales-import"
import { inertText } from "@/domain/text/inert-text"
import { defaultLanguage, type Language } from "@/language/language"

/** Rows read from the database at once. */
const PIECE = 2_000

/** Rows of an import as a CSV file, to correct and import again: each with its number and what became of it. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ company: string; no: string }> },
): Promise<Response> {
  const { company, no: encoded } = await params
  const presence = await presenceIn(company)
  if (!presence) return new Response(null, { status: 404 })
  const no = decodeURIComponent(encoded)
  try {
    const read = await readSalesImport(presence.actor, no)
    const asked = Object.fromEntries(new URL(request.url).searchParams)
    const query = readRowQuery({ ...asked, after: undefined }, read.import)
    const first = await readImportRows(presence.actor, no, query, PIECE)
    const rest = (after: number) => readImportRows(presence.actor, no, { ...query, after }, PIECE)
    return new Response(await csv(first, rest, read.import.numbers, presence.actor.language), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="${fileName(no, query)}"`,
        "cache-control": "no-store",
      },
    })
  } catch (error) {
    if (error instanceof NotFound) return new Response(null, { status: 404 })
    if (error instanceof Forbidden) return new Response(null, { status: 403 })
    throw error
  }
}

function fileName(no: string, { outcome, reason }: RowQuery): string {
  return `${[no, outcome, reason]
    .filter(Boolean)
    .join("-")
    .replace(/[^\w.-]/g, "_")}.csv`
}

type Piece = Awaited<ReturnType<typeof readImportRows>>

async function csv(
  first: Piece,
  more: (after: number) => Promise<Piece>,
  numbers: Language | null,
  reader: Language,
): Promise<ReadableStream<Uint8Array>> {
  // Of an import that did not come to its end nobody knows how it writes numbers: most have a point.
  const language = numbers === null ? defaultLanguage : reader
  const t = await getTranslations("sales_import.column")
  const sentences = await salesRowSentences()
  const encoder = new TextEncoder()
  // A row with too few columns keeps its place, one with too many its last ones, behind the rest.
  const lineOf = (row: ImportRow) => {
    const corrected = numbers === null ? row.fields : salesFieldsToCorrect(row.fields, numbers, language)
    const fields = salesColumns.map((_, at) => corrected[at] ?? "")
    return [...fields, String(row.rowNo), sentences(row).join(" "), ...corrected.slice(salesColumns.length)].map(
      inertText,
    )
  }
  let piece: Piece | undefined = first
  let head = `\uFEFF${csvRows([[...salesColumns, t("row"), t("what")]], language)}`
  return new ReadableStream({
    async pull(controller) {
      if (!piece) return controller.close()
      controller.enqueue(encoder.encode(head + csvRows(piece.rows.map(lineOf), language)))
      head = ""
      piece = piece.next === undefined ? undefined : await more(piece.next)
    },
  })
}
