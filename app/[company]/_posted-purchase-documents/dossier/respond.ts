import type { PostedKind } from "@/app/[company]/_document-kinds/posted-kinds"
import type { PdfContext } from "@/app/[company]/_posted-purchase-documents/pdf/respond"
import { presenceIn } from "@/app/actor"
import { Forbidden, NotFound } from "@/domain/errors"
import { readDossier } from "@/domain/posted-purchase-documents/read-dossier"
import { noteRefusal } from "@/domain/security-log/note-refusal"
import { drawDossier } from "./draw-dossier"

/** The dossier of a posted document as a PDF. Answers 404 alike for an unknown number, a foreign one and a foreign company. */
export async function respondWithDossier(kind: PostedKind, { params }: PdfContext): Promise<Response> {
  const { company: slug, no } = await params
  const presence = await presenceIn(slug)
  if (!presence) return new Response(null, { status: 404 })
  const { actor, company } = presence
  try {
    const dossier = await readDossier(actor, kind.documentType, decodeURIComponent(no))
    const pdf = await drawDossier(dossier, company, actor.language)
    return new Response(new Uint8Array(pdf), {
      headers: {
        "Content-Type": "application/pdf",
        "Content-Disposition": `inline; filename="dossier-${dossier.document.header.no.replaceAll(/[^\w.-]/gu, "_")}.pdf"`,
        "Cache-Control": "private, no-store",
      },
    })
  } catch (error) {
    if (error instanceof NotFound) return new Response(null, { status: 404 })
    if (!(error instanceof Forbidden)) throw error
    await noteRefusal(actor, error.right)
    return new Response(null, { status: 403 })
  }
}
