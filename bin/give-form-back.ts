import type { IncomingMessage, ServerResponse } from "node:http"
import { signInBeside } from "@/components/form/sign-in-beside"
import type { Language } from "@/language/language"
import { messages } from "@/messages"
import { languageOf, reasons, type Text, wholePage } from "./explain-without-script"
import { formAgain } from "./sent-form"

/**
 * Lets a browser without a script keep what was typed. An answer that would take the place of the page that its form was
 * sent from (403, 404, 500, three words of plain text for what Next.js does not even look at, the way to the sign-in page)
 * gives way to a page that holds the form as it was sent. Any other passes unchanged: the page itself shows what was typed.
 *
 * @param body as it was sent
 */
export function giveFormBack(request: IncomingMessage, response: ServerResponse, body: Buffer): void {
  if (!isForm(request)) return
  const write = response.write.bind(response)
  const end = response.end.bind(response)
  let isLost: boolean | undefined
  const decide = () => {
    isLost ??= !response.headersSent && losesForm(response)
    return isLost
  }
  const giveBack = async () => {
    const headers = { "content-type": request.headers["content-type"] ?? "" }
    const form = await new Response(new Uint8Array(body), { headers }).formData().catch(() => new FormData())
    const language = languageOf(request)
    const isForeign = isOfAnotherSite(request)
    const below = formAgain(form, request.url ?? "/", language, !isForeign)
    end(wholePage(refusal(request.url ?? "/", response, language, isForeign), language, response, below))
  }
  // Next.js sends the head before anything is written.
  const flush = response.flushHeaders.bind(response)
  response.flushHeaders = () => {
    if (!decide()) flush()
  }
  response.write = ((chunk: unknown, ...rest: []) => (decide() ? true : write(chunk, ...rest))) as typeof response.write
  response.end = ((...rest: []) => {
    if (!decide()) return end(...rest)
    void giveBack()
    return response
  }) as typeof response.end
}

/** Whether a browser without a script sent a form for an action of the page, and shows what comes back. */
function isForm({ method, headers }: IncomingMessage): boolean {
  const { accept = "", "content-type": type = "" } = headers
  const isAction = type.startsWith("multipart/form-data") && headers["next-action"] === undefined
  return method === "POST" && isAction && accept.includes("text/html")
}

/** Whether an answer takes the place of the page that a form stands on. */
function losesForm(response: ServerResponse): boolean {
  return response.statusCode >= 400 || isWayToSignIn(response)
}

const isWayToSignIn = (response: ServerResponse) =>
  response.statusCode >= 300 && String(response.getHeader("location") ?? "").startsWith("/sign-in?callbackUrl=")

/** The host is the one that a trusted proxy names (app/client-address.ts). */
const isOfAnotherSite = ({ headers: { origin = "", host } }: IncomingMessage) =>
  !URL.canParse(origin) || new URL(origin).host !== host

/** Why, and the status that says so. @param address where the form was sent to */
function refusal(address: string, response: ServerResponse, language: Language, isForeign: boolean): Text {
  const { auth, errors, failure, form } = messages[language]
  const { typed } = form
  if (isForeign) return { ...failure, text: errors.foreign_origin }
  if (isWayToSignIn(response)) {
    response.statusCode = 401
    response.removeHeader("location")
    const company = address.split(/[/?]/)[1] ?? ""
    const link = `<a class="btn" href="${signInBeside(company)}" target="_blank">${auth.signIn.title}</a>`
    return { ...failure, title: typed.signedOut, text: typed.signIn, link }
  }
  const because = reasons[response.statusCode]?.(language) ?? failure
  return { ...because, text: `${because.text} ${typed.below}` }
}
