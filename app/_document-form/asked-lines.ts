import "server-only"
import { z } from "zod"
import { presenceIn } from "@/app/actor"
import { inLanguageOf } from "@/app/form-language"
import { drawnInField } from "@/components/form/form-state"
import { MAX_LINES } from "@/domain/documents/check-lines"
import { lineTypes } from "@/domain/documents/line-fields"
import { Forbidden, NotFound } from "@/domain/errors"
import { noteRefusal } from "@/domain/security-log/note-refusal"
import { type GivingKind, giveLines } from "./give-lines"

const texts = z.record(z.string().max(100), z.string().max(1_000))
const Asked = z.object({
  language: z.string(),
  header: texts,
  lines: z
    .array(z.object({ id: z.string().regex(/^[a-z0-9]{1,12}$/u), type: z.enum(lineTypes), values: texts }))
    .max(MAX_LINES),
})

type Context = { params: Promise<{ company: string; no: string }> }

/**
 * A route handler that answers what lines of a draft are given by what is typed in them, as JSON. Nothing is written. Nobody, an
 * unknown company or document and a foreign one are answered alike: 404.
 */
export function answerAskedLines(kind: GivingKind) {
  return async (request: Request, { params }: Context): Promise<Response> => {
    const { company, no } = await params
    const asked = Asked.safeParse(await request.json().catch(() => null))
    if (!asked.success) return Response.json({}, { status: 400 })
    const drawn = new FormData()
    drawn.set(drawnInField, asked.data.language)
    return inLanguageOf(drawn, async () => {
      const presence = await presenceIn(company)
      if (!presence) return Response.json({}, { status: 404 })
      try {
        const given = await giveLines(presence.actor, kind, decodeURIComponent(no), asked.data)
        return Response.json(given, { headers: { "cache-control": "private, no-store" } })
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
