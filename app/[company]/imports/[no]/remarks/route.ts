import { getTranslations } from "next-intl/server"
import { csvRows } from "@/app/_spreadsheet/csv"
import { changeSentences, reasonSentences } from "@/app/[company]/imports/[no]/reason-sentences"
import { presenceIn } from "@/app/actor"
import { Forbidden, NotFound } from "@/domain/errors"
import { ownRemarksAt } from "@/domain/import-kinds/remark-column"
import { type ImportRead, readImport } from "@/domain/imports/read-import"
import { readImportRows } from "@/domain/imports/read-import-rows"
import { writtenFields } from "@/domain/imports/written-fields"
import { noteRefusal } from "@/domain/security-log/note-refusal"
import { inertText, liveText } from "@/domain/text/inert-text"
import type { Language } from "@/language/language"

/** Rows read from the database at once. */
const PIECE = 2_000

type Params = { params: Promise<{ company: string; no: string }> }

/** The file as it came, with a column that says what becomes of each row, to mend and import again. */
export async function GET(_: Request, { params }: Params): Promise<Response> {
  const { company, no: encoded } = await params
  const presence = await presenceIn(company)
  if (!presence) return new Response(null, { status: 404 })
  const { actor } = presence
  const no = decodeURIComponent(encoded)
  try {
    const read = await readImport(actor, no)
    const pieces = (after?: number) => readImportRows(actor, no, { after }, PIECE)
    return new Response(await csv(read, pieces, actor.language), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="${await fileName(read)}"`,
        "cache-control": "no-store",
      },
    })
  } catch (error) {
    if (error instanceof NotFound) return new Response(null, { status: 404 })
    if (error instanceof Forbidden) {
      await noteRefusal(actor, error.right)
      return new Response(null, { status: 403 })
    }
    throw error
  }
}

async function fileName({ import: { fileName: file } }: ImportRead): Promise<string> {
  const t = await getTranslations("imports")
  return `${t("fileNameOf", { file: file.replace(/\.\w+$/u, "") }).replace(/[^\w.-]+/gu, "-")}.csv`
}

type Piece = Awaited<ReturnType<typeof readImportRows>>

async function csv(
  read: ImportRead,
  pieces: (after?: number) => Promise<Piece>,
  language: Language,
): Promise<ReadableStream<Uint8Array>> {
  const [t, say] = [await getTranslations("imports"), await reasonSentences(read.kind, language)]
  const header = read.reading?.header ?? read.kind.fileColumns.map(({ name }) => read.kind.label(name, language))
  const changes = await changeSentences(read.kind, language)
  const remarkOf = (row: Piece["rows"][number]) =>
    [row.written ? t("written") : t(`outcome.${row.outcome}`), ...row.reasons.map(say), ...changes(row)].join(". ")
  // A file that was downloaded here before has the column already.
  const before = read.reading ? ownRemarksAt(read.reading) : null
  const columns = before === null ? header : header.slice(0, before)
  // A row with too few columns keeps its place, one with too many its last ones, behind the remark.
  const lineOf = (row: Piece["rows"][number]) => {
    const fields = read.reading ? writtenFields(read.kind, read.reading, row, language) : row.fields
    const cells = [...columns.map((_, at) => fields[at] ?? ""), remarkOf(row), ...fields.slice(header.length)]
    // What came inert out of a file of ours is not made so once more.
    return cells.map(cell => inertText(liveText(cell)))
  }
  const encoder = new TextEncoder()
  let head = `\uFEFF${csvRows([[...columns, t("remark")].map(inertText)], language)}`
  let piece: Piece | undefined = await pieces()
  return new ReadableStream({
    async pull(controller) {
      if (!piece) return controller.close()
      controller.enqueue(encoder.encode(head + csvRows(piece.rows.map(lineOf), language)))
      head = ""
      piece = piece.next === undefined ? undefined : await pieces(piece.next)
    },
  })
}
