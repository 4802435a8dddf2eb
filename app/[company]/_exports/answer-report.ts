import { word } from "@/app/_lists/list-address"
import { answerSheet, fileFormats } from "@/app/_spreadsheet/answer"
import type { Sheet } from "@/app/_spreadsheet/sheet"
import { presenceIn } from "@/app/actor"
import { proveAgainFor } from "@/app/fresh-sign-in"
import type { Actor } from "@/domain/access/actor"
import { Forbidden, NotFound } from "@/domain/errors"
import { noteRefusal } from "@/domain/security-log/note-refusal"
import { recordExport } from "@/domain/security-log/record-export"
import type { CompanyInfo } from "@/domain/users/memberships"

type Asked<Place> = { actor: Actor; company: CompanyInfo; params: Place; search: Record<string, string> }

/**
 * A route handler that answers with a report or a list as a file, `?format=xlsx` or `csv`, to who has proven lately who they are; 404
 * outside one's own companies, and for what there is not.
 */
export function answerReport<Place = unknown>(report: (asked: Asked<Place>) => Promise<Sheet>) {
  return async (request: Request, props: { params: Promise<{ company: string } & Place> }): Promise<Response> => {
    const params = await props.params
    const presence = await presenceIn(params.company)
    if (!presence) return new Response(null, { status: 404 })
    const search = Object.fromEntries(new URL(request.url).searchParams)
    try {
      const sheet = await report({ ...presence, params, search })
      const again = await proveAgainFor(request)
      if (again) return again
      const { pathname } = new URL(request.url)
      await recordExport(presence.actor, pathname.split("/").at(-2) ?? "")
      return answerSheet(sheet, word(search, "format", fileFormats) ?? "xlsx", presence.actor.language)
    } catch (error) {
      if (error instanceof Forbidden) {
        await noteRefusal(presence.actor, error.right)
        return new Response(null, { status: 403 })
      }
      if (error instanceof NotFound) return new Response(null, { status: 404 })
      throw error
    }
  }
}
