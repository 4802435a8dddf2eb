import { preferredLanguage } from "@/app/preferred-language"
import type { Actor, RequestOrigin } from "@/domain/access/actor"
import type { KeptAnswer } from "@/domain/api/answer-once"
import { presentByToken, type TokenPresence, tokenPace } from "@/domain/users/token-presence"
import { defaultLanguage } from "@/language/language"
import { answerRequest } from "./answer-request"
import { refusalOf } from "./problem"
import type { RequestLog } from "./run-endpoint"
import type { SentenceReader } from "./sentences"

const prefix = "/api/v1/"

/**
 * Answers a request to the API: by a token alone, no cookie is looked at.
 * @param log writes what nobody has foreseen
 */
export async function serveApi(request: Request, from: RequestOrigin, log: RequestLog): Promise<Response> {
  const { pathname, search } = new URL(request.url)
  const wanted = request.headers.get("accept-language")
  const reader: SentenceReader = {
    language: wanted ? preferredLanguage(wanted) : defaultLanguage,
    timeZone: "Europe/Amsterdam",
  }
  const token = await presentByToken(/^Bearer (\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1] ?? "")
  if (!token) {
    return asResponse(refusalOf("not_signed_in", reader, {}, { "www-authenticate": 'Bearer realm="Inkoop"' }))
  }
  if (!wanted && token.user.language) reader.language = token.user.language
  reader.timeZone = token.company.timeZone
  const pace = paceHeaders(token)
  if (token.left < 0) {
    const after = { params: { seconds: token.resetsIn } }
    const headers = { ...pace, "retry-after": String(token.resetsIn) }
    return asResponse(refusalOf("too_many_requests", reader, after, headers))
  }
  const { user, company, roles } = token
  const actor: Actor = {
    userId: user.id,
    name: user.name,
    language: reader.language,
    companyId: company.id,
    roles,
    from,
  }
  const [slug, ...parts] = partsOf(pathname) ?? []
  // Another company, and one that is not there, are answered alike.
  const answer =
    slug === company.slug
      ? await answerRequest(request, { actor, reader, token, log }, parts as string[], search)
      : refusalOf("not_found", reader)
  return asResponse({ ...answer, headers: { ...answer.headers, ...pace } })
}

/** The parts of an address below the API's own; undefined for what is none. */
function partsOf(pathname: string): string[] | undefined {
  try {
    const parts = pathname.slice(prefix.length).split("/").map(decodeURIComponent)
    return parts.some(part => part === "" || part.includes("\0") || part.length > 100) ? undefined : parts
  } catch {
    return undefined
  }
}

function asResponse({ status, headers, body }: KeptAnswer): Response {
  return new Response(body, { status, headers: { ...headers, "cache-control": "private, no-store" } })
}

function paceHeaders({ left, resetsIn }: TokenPresence): Record<string, string> {
  const { requests, seconds } = tokenPace
  return {
    "ratelimit-policy": `"token";q=${requests};w=${seconds}`,
    ratelimit: `"token";r=${Math.max(0, left)};t=${resetsIn}`,
  }
}
