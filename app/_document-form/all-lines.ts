import "server-only"
import { setImmediate as nextTurn } from "node:timers/promises"
import { presenceIn } from "@/app/actor"
import { inLanguageOf } from "@/app/form-language"
import { shownLine } from "@/components/document-form/reader"
import type { FormLine } from "@/components/document-form/view"
import { drawnInField } from "@/components/form/form-state"
import type { Actor } from "@/domain/access/actor"
import type { DocumentDefinition } from "@/domain/documents/document-definition"
import { Forbidden, NotFound } from "@/domain/errors"
import { noteRefusal } from "@/domain/security-log/note-refusal"
import { type DocumentFacts, storedOf } from "./stored-form"

type Context = { params: Promise<{ company: string; no: string }> }

/** Lines written in one turn of the web's thread, which others wait for. */
const AT_ONCE = 500

/**
 * A route handler that answers all lines of a draft as its form would show them, as JSON: a page of the form has two hundred.
 * Nobody, an unknown company and document and a foreign one are answered alike: 404.
 *
 * @param read all of the draft
 */
export function answerAllLines(
  definition: DocumentDefinition,
  read: (actor: Actor, no: string) => Promise<DocumentFacts>,
) {
  return async (request: Request, { params }: Context): Promise<Response> => {
    const { company, no } = await params
    const drawn = new FormData()
    drawn.set(drawnInField, new URL(request.url).searchParams.get("language") ?? "")
    return inLanguageOf(drawn, async () => {
      const presence = await presenceIn(company)
      if (!presence) return Response.json({}, { status: 404 })
      try {
        const lines = await shownLines(presence.actor, definition, await read(presence.actor, decodeURIComponent(no)))
        return Response.json(lines, { headers: { "cache-control": "private, no-store" } })
      } catch (error) {
        if (error instanceof NotFound) return Response.json({}, { status: 404 })
        if (error instanceof Forbidden) {
          await noteRefusal(presence.actor, error.right)
          return Response.json({}, { status: 403 })
        }
        throw error
      }
    })
  }
}

async function shownLines(actor: Actor, definition: DocumentDefinition, draft: DocumentFacts): Promise<FormLine[]> {
  const { reader } = storedOf(actor, definition, { ...draft, lines: [] })
  const shown: FormLine[] = []
  for (let at = 0; at < draft.lines.length; at += AT_ONCE) {
    if (at > 0) await nextTurn()
    shown.push(...draft.lines.slice(at, at + AT_ONCE).map(line => shownLine(line, reader)))
  }
  return shown
}
