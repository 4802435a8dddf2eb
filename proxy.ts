import { createHash, randomBytes } from "node:crypto"
import { type NextRequest, NextResponse } from "next/server"
import { pathHeader } from "@/app/path-header"
import { env } from "@/env"

/**
 * The API (api/v1) is no page, and looks at no cookie. A policy for each page and what plain forms need, on everything but static files, uploads (a proxy holds bodies back
 * and cuts them at 10 MB) attachments, which have a stricter policy of their own, and the number at the bell, which needs neither and is asked for more often than all else. Nobody is admitted or refused here: pages, actions and operations do that. What every answer
 * carries, these too, bin/answer-headers.ts gives it.
 */
export const config = {
  // Each exception to its end: a company may be called "favicon.icons".
  matcher: [
    "/((?!_next/static/|favicon\\.ico$|icon\\.svg$|api/v1/|api/[^/]+/imports/[^/]+$|api/[^/]+/attachments/[^/]+/[^/]+$|[^/]+/attachments/[^/]+/[^/]+/[^/]+$|[^/]+/notifications/unread$).*)",
  ],
}

export function proxy(request: NextRequest): NextResponse {
  if (!isReadable(request.nextUrl)) return new NextResponse(null, { status: 400 })
  const nonce = randomBytes(16).toString("base64")
  const policy = contentSecurityPolicy(nonce)
  const headers = new Headers(request.headers)
  headers.set("content-security-policy", policy)
  headers.set("x-nonce", nonce)
  headers.set(pathHeader, `${request.nextUrl.pathname}${request.nextUrl.search}`)

  const csrf = request.method === "GET" ? missingCsrfCookie(request) : undefined
  if (csrf)
    headers.set(
      "cookie",
      [headers.get("cookie"), `${csrf.name}=${encodeURIComponent(csrf.value)}`].filter(Boolean).join("; "),
    )

  const response = NextResponse.next({ request: { headers } })
  if (csrf) response.cookies.set({ ...csrf, httpOnly: true, sameSite: "lax", path: "/", secure: overHttps() })
  response.headers.set("content-security-policy", policy)
  return response
}

/** Whether an address can name anything: it decodes, and holds no NUL, which no text of PostgreSQL's can. */
function isReadable({ pathname, search }: { pathname: string; search: string }): boolean {
  try {
    return !decodeURIComponent(`${pathname}${search.replaceAll("+", " ")}`).includes("\0")
  } catch {
    return false
  }
}

function contentSecurityPolicy(nonce: string): string {
  // The development server evaluates source maps and inserts style elements.
  const developing = env().NODE_ENV === "development"
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${developing ? " 'unsafe-eval'" : ""}`,
    developing ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(overHttps() ? ["upgrade-insecure-requests"] : []),
  ].join("; ")
}

/**
 * next-auth's double-submit cookie, as its createCSRFToken makes it, when the browser has none that this server signed:
 * the sign-in and sign-out forms are plain HTML and find it in their own request.
 */
function missingCsrfCookie(request: NextRequest): { name: string; value: string } | undefined {
  const name = `${overHttps() ? "__Host-" : ""}next-auth.csrf-token`
  const signed = (token: string) => createHash("sha256").update(`${token}${env().AUTH_SECRET}`).digest("hex")
  const [token = "", signature] = request.cookies.get(name)?.value.split("|") ?? []
  if (signature !== undefined && signature === signed(token)) return undefined
  const fresh = randomBytes(32).toString("hex")
  return { name, value: `${fresh}|${signed(fresh)}` }
}

function overHttps(): boolean {
  return env().PUBLIC_URL.startsWith("https:")
}
