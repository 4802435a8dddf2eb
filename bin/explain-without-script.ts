import type { IncomingMessage, ServerResponse } from "node:http"
import { languageCookie } from "@/app/language-cookie"
import { preferredLanguage } from "@/app/preferred-language"
import { isLanguage, type Language, messages } from "@/messages"

/**
 * Lets an answer of 403, 404 or 500 speak where JavaScript is switched off. Next.js draws the page of such an answer in
 * the browser alone: React has no error boundary on the server, and what is sent is an empty body with scripts. To that
 * body a noscript element is added, which says what the page would have said.
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
    const because = reasons[response.statusCode]
    if (!because || !String(response.getHeader("content-type")).startsWith("text/html")) return chunk
    const html = typeof chunk === "string" ? chunk : Buffer.from(chunk).toString()
    if (!html.includes(shell)) return chunk
    return html.replace("<body>", body => `${body}${explanation(because, languageOf(request), styles(response))}`)
  }

  response.write = ((chunk: unknown, ...rest: []) => write(explained(chunk), ...rest)) as typeof response.write
  response.end = ((chunk: unknown, ...rest: []) => end(explained(chunk), ...rest)) as typeof response.end
}

/** How Next.js marks a page that the browser has to draw. */
const shell = '<html id="__next_error__">'

type Text = { title: string; text: string; home: string }

const reasons: Record<number, ((language: Language) => Text) | undefined> = {
  403: language => messages[language].auth.forbidden,
  404: language => messages[language].auth.notFound,
  500: language => messages[language].failure,
}

/** The language of who reads, as far as a request alone tells it. */
function languageOf({ headers }: IncomingMessage): Language {
  const chosen = new RegExp(`(?:^|; )${languageCookie}=([^;]*)`).exec(headers.cookie ?? "")?.[1]
  return isLanguage(chosen) ? chosen : preferredLanguage(headers["accept-language"] ?? null)
}

/** The addresses of the style sheets, which Next.js announces in the Link header. */
function styles(response: ServerResponse): string[] {
  const links = [response.getHeader("link")].flat().join(", ")
  return [...links.matchAll(/<(\/_next\/static\/[\w/.-]+\.css)>/g)].map(([, address]) => address!)
}

function explanation(because: (language: Language) => Text, language: Language, sheets: string[]): string {
  const { title, text, home } = because(language)
  return [
    "<noscript>",
    ...sheets.map(address => `<link rel="stylesheet" href="${address}">`),
    `<main class="sign" lang="${language}"><div class="panel"><h1>${title}</h1><p class="read">${text}</p>`,
    `<p><a class="btn" href="/">${home}</a></p></div></main></noscript>`,
  ].join("")
}
