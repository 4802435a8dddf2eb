import type { IncomingMessage, ServerResponse } from "node:http"
import { signInBeside } from "@/components/form/sign-in-beside"
import type { Language } from "@/language/language"
import { messages } from "@/messages"
import { languageOf, reasons, type Text, wholePage } from "./explain-without-script"
import { escaped, formAgain, holdsTyped } from "./sent-form"

/**
 * Lets a browser without a script keep what was typed. An answer that would take the place of the page that its form was
 * sent from (403, 404, 500, three words of plain text for what Next.js does not even look at, the way to the sign-in page)
 * gives way to a page that holds the form as it was sent. So does a page that shows nothing of a refusal, as it has the form no
 * more: what it was for was done meanwhile, or is not for the reader any more; where nothing was typed, that page itself comes with the
 * reason above it. Any other passes unchanged: the page itself shows what was typed.
 *
 * @param body as it was sent
 */
export function giveFormBack(request: IncomingMessage, response: ServerResponse, body: Buffer): void {
  if (!isForm(request)) return
  const write = response.write.bind(response)
  const end = response.end.bind(response)
  const held: Buffer[] = []
  const hold = (chunk: unknown, encoding: unknown) => {
    if (typeof chunk === "string")
      held.push(Buffer.from(chunk, typeof encoding === "string" ? asEncoding(encoding) : "utf8"))
    else if (chunk instanceof Uint8Array) held.push(Buffer.from(chunk))
  }
  const giveBack = async (page: Buffer, lost?: Lost) => {
    const headers = { "content-type": request.headers["content-type"] ?? "" }
    const form = await new Response(new Uint8Array(body), { headers }).formData().catch(() => new FormData())
    const language = languageOf(request)
    if (lost && !holdsTyped(form, language)) {
      const { text } = unshown(lost, response, language)
      for (const name of ["content-length", "etag"]) response.removeHeader(name)
      end(page.toString().replace(/<body[^>]*>/u, body => `${body}${above(text)}`))
      return
    }
    const isForeign = isOfAnotherSite(request)
    const below = formAgain(form, request.url ?? "/", language, !isForeign)
    const because = lost
      ? andBelow(unshown(lost, response, language), language)
      : refusal(request.url ?? "/", response, language, isForeign)
    end(wholePage(because, language, response, below))
  }
  // What is sent of a page is looked at as a whole before any of it goes. Next.js sends the head before anything is written.
  response.flushHeaders = () => {}
  response.write = ((chunk: unknown, encoding: unknown, done: unknown) => {
    hold(chunk, encoding)
    const then = typeof encoding === "function" ? encoding : done
    if (typeof then === "function") process.nextTick(then as () => void)
    return true
  }) as typeof response.write
  response.end = ((...rest: unknown[]) => {
    hold(rest[0], rest[1])
    const page = Buffer.concat(held)
    const lost = response.headersSent || losesForm(response) ? undefined : lostAnswer(response, page)
    if (!response.headersSent && (losesForm(response) || lost)) {
      void giveBack(page, lost)
      return response
    }
    if (page.length > 0) write(page)
    const then = rest.find(each => typeof each === "function") as (() => void) | undefined
    return then ? end(then) : end()
  }) as typeof response.end
}

const asEncoding = (encoding: string) => (Buffer.isEncoding(encoding) ? encoding : "utf8")

/** A refusal that its page does not show. */
type Lost = { issues: { code: string; text: string }[] }

/** How Next.js hands a page the answer to its form (`INLINE_FLIGHT_PAYLOAD_FORM_STATE`). */
const formState = /self\.__next_f\.push\((\[2,.*?\])\)<\/script>/su

/** The refusal that a page was to show and does not; undefined: there is none, or a form on it took it (components/form/form.tsx). */
function lostAnswer(response: ServerResponse, page: Buffer): Lost | undefined {
  if (!String(response.getHeader("content-type")).startsWith("text/html")) return undefined
  const text = page.toString()
  const [, sent] = formState.exec(text) ?? []
  if (!sent) return undefined
  const [, [answer]] = JSON.parse(sent) as [number, [{ id: string; status: string; issues: Lost["issues"] }]]
  if (answer.status !== "refused" && answer.status !== "stale") return undefined
  return text.includes(`data-answer="${answer.id}"`) ? undefined : answer
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

/** Why, where the page would not have said it. */
function unshown({ issues }: Lost, response: ServerResponse, language: Language): Text {
  const { auth, failure, form } = messages[language]
  const isForbidden = issues.some(({ code }) => code === "forbidden")
  response.statusCode = isForbidden ? 403 : 409
  const said = issues.map(({ text }) => escaped(text)).join(" ") || form.gone
  return { ...(isForbidden ? auth.forbidden : { ...failure, title: form.typed.notTaken }), text: said }
}

const andBelow = (because: Text, language: Language): Text => ({
  ...because,
  text: `${because.text} ${messages[language].form.typed.below}`,
})

/** For who has no script: one that takes the page over would not know it. */
const above = (text: string) => `<noscript><p class="notice warning" role="alert">${text}</p></noscript>`
