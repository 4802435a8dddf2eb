import type { PostedKind } from "@/app/[company]/_document-kinds/posted-kinds"
import { presenceIn } from "@/app/actor"
import { may } from "@/domain/access/actor"
import { readLogo } from "@/domain/companies/logo"
import { NotFound } from "@/domain/errors"
import { readPostedPurchaseDocument } from "@/domain/posted-purchase-documents/read-posted-purchase-document"
import { noteRefusal } from "@/domain/security-log/note-refusal"
import { drawDocument } from "./draw-document"

export type PdfContext = { params: Promise<{ company: string; no: string }> }

/** A posted document as a PDF to look at. Answers 404 alike for an unknown number, a foreign one and a foreign company. */
export async function respondWithPdf(kind: PostedKind, { params }: PdfContext): Promise<Response> {
  const { company: slug, no: encoded } = await params
  const presence = await presenceIn(slug)
  if (!presence) return new Response(null, { status: 404 })
  if (!may(presence.actor, "books.see")) {
    await noteRefusal(presence.actor, "books.see")
    return new Response(null, { status: 403 })
  }
  const no = decodeURIComponent(encoded)
  const document = await readPostedPurchaseDocument(presence.actor, kind.documentType, no, { page: "all" }).catch(
    (error: unknown) => {
      if (error instanceof NotFound) return null
      throw error
    },
  )
  if (!document) return new Response(null, { status: 404 })
  const logo = await readLogo(presence.actor)
  const pdf = await drawDocument(document, { ...presence.company, logo: logo?.bytes })
  return new Response(new Uint8Array(pdf), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Disposition": `inline; filename="${document.header.no.replaceAll(/[^\w.-]/gu, "_")}.pdf"`,
      "Cache-Control": "private, no-store",
    },
  })
}
