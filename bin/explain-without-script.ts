import type { IncomingMessage, ServerResponse } from "node:http"
import { languageCookie } from "@/app/language-cookie"
import { preferredLanguage } from "@/app/preferred-language"
import { MAX_FORM_FIELDS, MAX_FORM_SIZE } from "@/components/form/form-limits"
import { isLanguage, type Language } from "@/language/language"
import { messages } from "@/messages"
import type { BodyRefusal } from "./request-body"

/**
 * Lets an answer of 403, 404 or 500 speak where JavaScript is switched off. Next.js draws the page of such an answer in
 * the browser alone: React has no error boundary on the server, and what is sent is an empty body with scripts. To that
 * body a noscript element is added, which says what the page would have said. An answer without a body, as to a file that is not there or
 * is not for the reader, says the same to a browser that would show a blank page, with a script or without.
 *
 * @param response as Next.js is about to write it; a page that is not such a shell passes unchanged
 */
export function explainWithoutScript(request: IncomingMessage, response: ServerResponse): void {
  const write = response.write.bind(response)
  const end = response.end.bind(response)
  let done = false

  const explained = (chunk: unknown): unknown => {
    if (done || !(chunk instanceof Uint8Array || typeof chunk === "string")) return chunk
    done = true
    const sheets = styles(response)
    const because = reasons[response.statusCode]
    if (!because) return chunk
    const text = typeof chunk === "string" ? chunk : Buffer.from(chunk).toString()
    const language = languageOf(request)
    if (!String(response.getHeader("content-type")).startsWith("text/html") || !text.includes(shell)) return chunk
    const words = explanation(because(language), language, sheets)
    return text.replace("<body>", body => `${body}<noscript>${words}</noscript>`)
  }

  response.write = ((chunk: unknown, ...rest: []) => write(explained(chunk), ...rest)) as typeof response.write
  response.end = ((chunk: unknown, ...rest: []) => {
    const because = done || hasBody(chunk) || response.headersSent ? undefined : reasons[response.statusCode]
    if (!because || !isShown(request)) return end(explained(chunk), ...rest)
    const language = languageOf(request)
    return end(wholePage(because(language), language, response))
  }) as typeof response.end
}

const hasBody = (chunk: unknown) => (chunk instanceof Uint8Array || typeof chunk === "string") && chunk.length > 0

/** Whether a browser shows what comes: it asks for a page, and not a script for data. */
const isShown = ({ method, headers }: IncomingMessage) =>
  method !== "HEAD" && (headers.accept ?? "").includes("text/html") && headers["next-action"] === undefined

/** How Next.js marks a page that the browser has to draw. */
const shell = '<html id="__next_error__">'

/**
 * Answers in words what nothing else looks at: a form that is too much work, a method that no page knows, an address that
 * cannot be read.
 */
export function answerRefused(
  request: IncomingMessage,
  response: ServerResponse,
  reason: BodyRefusal | "method_unknown" | "not_found",
): void {
  const language = languageOf(request)
  const { errors, failure, auth } = messages[language]
  const [status, text] = {
    not_found: [404, auth.notFound.text] as const,
    too_large: [413, errors.form_too_large.replace("{megabytes}", String(MAX_FORM_SIZE / 1024 / 1024))] as const,
    too_many_fields: [413, errors.form_too_many_fields.replace("{maximum}", String(MAX_FORM_FIELDS))] as const,
    unreadable: [400, errors.form_unreadable] as const,
    method_unknown: [405, errors.method_unknown] as const,
  }[reason]
  response.statusCode = status
  response.setHeader("cache-control", "no-store")
  if (status === 405) response.setHeader("allow", methodsAt(request.url).join(", "))
  if (isOfApi(request.url)) {
    response.setHeader("content-type", "application/problem+json")
    response.setHeader("content-language", language)
    response.end(JSON.stringify({ type: `urn:inkoop:problem:${reason}`, title: text, status, code: reason }))
    return
  }
  const about = status === 404 ? auth.notFound : failure
  response.end(wholePage({ ...about, text }, language, response))
}

/** The methods that pages, forms and handlers answer to; the API changes and deletes by methods of their own. */
export function methodsAt(address: string | undefined): readonly string[] {
  const known = ["GET", "HEAD", "POST"]
  return isOfApi(address) ? [...known, "PATCH", "DELETE"] : known
}

const isOfApi = (address = "") => address.startsWith("/api/v1/")

/**
 * A page of its own in the place of an answer that was not begun yet.
 * @param below what follows the words, as HTML
 */
export function wholePage(because: Text, language: Language, response: ServerResponse, below = ""): string {
  const sheets = styles(response)
  for (const name of ["content-length", "etag"]) response.removeHeader(name)
  response.setHeader("content-type", "text/html; charset=utf-8")
  const head = `<head><meta name="viewport" content="width=device-width"><title>${because.title}</title></head>`
  return `<!doctype html><html lang="${language}">${head}<body>${explanation(because, language, sheets, below)}</body></html>`
}

/** What a page says, and its link: to the start page, or else what is given. */
export type Text = { title: string; text: string; home: string; link?: string }

/** What an answer of that status says where Next.js has no page for it. */
export const reasons: Record<number, ((language: Language) => Text) | undefined> = {
  403: language => messages[language].auth.forbidden,
  404: language => messages[language].auth.notFound,
  500: language => messages[language].failure,
}

/** The language of who reads, as far as a request alone tells it. */
export function languageOf({ headers }: IncomingMessage): Language {
  const chosen = new RegExp(`(?:^|; )${languageCookie}=([^;]*)`).exec(headers.cookie ?? "")?.[1]
  return isLanguage(chosen) ? chosen : preferredLanguage(headers["accept-language"] ?? null)
}

/** The portal's style sheets, the same on every page: an answer that is no page announces none. */
let announced: string[] = []

/** The addresses of the style sheets, which Next.js announces in the Link header; of the last page that had any. */
function styles(response: ServerResponse): string[] {
  const links = [response.getHeader("link")].flat().join(", ")
  const found = [...links.matchAll(/<(\/_next\/static\/[\w/.-]+\.css)>/g)].map(([, address]) => address!)
  if (found.length > 0) announced = found
  return announced
}

function explanation({ title, text, home, link }: Text, language: Language, sheets: string[], below = ""): string {
  return [
    ...sheets.map(address => `<link rel="stylesheet" href="${address}">`),
    `<main class="sign" lang="${language}"><div class="panel"><h1>${title}</h1><p class="read">${text}</p>`,
    `<p>${link ?? `<a class="btn" href="/">${home}</a>`}</p>${below}</div></main>`,
  ].join("")
}
