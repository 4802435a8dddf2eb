import { getTranslations } from "next-intl/server"
import { answerSheet } from "@/app/_spreadsheet/answer"
import { textCell } from "@/app/_spreadsheet/sheet"
import { presenceIn } from "@/app/actor"
import { may } from "@/domain/access/actor"
import { importKindNamed } from "@/domain/imports/kinds"
import { noteRefusal } from "@/domain/security-log/note-refusal"

type Params = { params: Promise<{ company: string; kind: string }> }

/** A file to fill in, written as spreadsheets of the reader's country do. */
export async function GET(_: Request, { params }: Params): Promise<Response> {
  const { company, kind: name } = await params
  const [presence, kind] = [await presenceIn(company), importKindNamed(name)]
  if (!presence || !kind) return new Response(null, { status: 404 })
  const { actor } = presence
  if (!may(actor, kind.right)) {
    await noteRefusal(actor, kind.right)
    return new Response(null, { status: 403 })
  }
  const own = await getTranslations(kind.words)
  const row = kind.example(actor.language)
  const sheet = {
    name: own("fileName"),
    columns: kind.fileColumns.map(({ name: column }) => ({ head: kind.label(column, actor.language), width: 20 })),
    rows: [kind.fileColumns.map(({ name: column }) => textCell(row[column] ?? ""))],
  }
  return answerSheet(sheet, "csv", actor.language)
}
