import "server-only"
import { redirect } from "next/navigation"
import type { Actor } from "@/domain/access/actor"
import { NotFound, Refusal } from "@/domain/errors"
import { findPostedAs } from "@/domain/purchase-invoices/find-posted-as"
import {
  type PostingConsent,
  PostingRefused,
  postPurchaseInvoice,
} from "@/domain/purchase-invoices/post-purchase-invoice"

/**
 * Posts a draft and goes to what it was posted as. Refused, it goes to Preview Posting, which lists the reasons or asks
 * whether to post what nobody has reviewed; where somebody else posted it first, to the draft's page, which says so.
 *
 * @throws Stale, Forbidden, NotFound as `postPurchaseInvoice`
 */
export async function postAndGo(actor: Actor, company: string, no: string, consent: PostingConsent): Promise<never> {
  const draft = `/${company}/purchase-invoices/${encodeURIComponent(no)}`
  const posted = await postPurchaseInvoice(actor, no, consent).catch(async (error: unknown) => {
    if (error instanceof PostingRefused) redirect(`${draft}/preview-posting?refused=1`)
    if (error instanceof Refusal && error.issues.some(({ code }) => code === "not_reviewed_ask")) {
      redirect(`${draft}/preview-posting?ask=1`)
    }
    if (error instanceof NotFound && (await findPostedAs(actor, no))) redirect(draft)
    throw error
  })
  redirect(`/${company}/posted-purchase-invoices/${encodeURIComponent(posted.no)}`)
}
