import "server-only"
import { issueSentences } from "@/app/issue-sentences"
import type { GivenAsked, GivenLines } from "@/components/document-form/given-lines"
import { shownLine } from "@/components/document-form/reader"
import type { Actor } from "@/domain/access/actor"
import type { DraftEdit } from "@/domain/documents/draft"
import type { EditContext, PreviewedEdit } from "@/domain/documents/previewed-edit"
import { understood } from "./answer-form"
import type { FormKind } from "./form-kind"
import { type DocumentFacts, storedOf } from "./stored-form"

/** A kind of document whose lines can be asked about while they are typed. */
export type GivingKind = {
  kind: FormKind
  context: (actor: Actor, no: string) => Promise<EditContext<DocumentFacts["header"]>>
  preview: (actor: Actor, no: string, edit: DraftEdit) => Promise<PreviewedEdit>
}

/**
 * What lines are given by what is typed in them: what a save would make of them, for one or thousands in one set of
 * statements. Nothing is written.
 *
 * @throws NotFound, Forbidden as for seeing the document
 */
export async function giveLines(
  actor: Actor,
  { kind, context, preview }: GivingKind,
  no: string,
  asked: GivenAsked,
): Promise<GivenLines> {
  const stored = storedOf(actor, kind.definition, { ...(await context(actor, no)), lines: [] })
  const view = {
    version: 0,
    header: asked.header,
    lines: asked.lines,
    loaded: [],
    deleted: [],
    newLine: { type: "item" as const, text: "" },
    candidates: {},
    stale: null,
    choices: {},
    focus: null,
    status: "changed" as const,
  }
  const { edit, issues } = await understood(actor, kind, stored, view)
  const unread = new Set(issues.flatMap(({ field = "" }) => field.split(".")[1] ?? []))
  const lines = edit.lines.filter(({ id }) => !unread.has(id))
  const previewed = await preview(actor, no, { ...edit, lines })
  const say = await issueSentences()
  const says = (about: string) =>
    [...issues, ...previewed.issues].filter(({ field = "" }) => field.startsWith(about)).map(say)
  const given = Object.entries(previewed.lines).map(([id, line]) => {
    const texts = shownLine(line, stored.reader).values
    return [id, { line, texts, says: says(`lines.${id}.`) }] as const
  })
  return { lines: Object.fromEntries(given), units: previewed.units, says: says("header.") }
}
