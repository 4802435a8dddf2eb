import type { NextRequest } from "next/server"
import NextAuth from "next-auth"
import { decode } from "next-auth/jwt"
import { authOptions } from "@/app/auth-options"
import { rememberDevice } from "@/app/device-cookie"
import { noteOwn } from "@/app/note-own"
import { currentUser, sessionId } from "@/app/session"
import { explainFailure, forgetFailure } from "@/app/sign-in-failure"
import { failedSso, ssoNamed } from "@/app/sso"
import { findSession } from "@/domain/users/presence"
import { revokeSession } from "@/domain/users/sessions"
import { env } from "@/env"

type Context = { params: Promise<{ nextauth: string[] }> }

/** next-auth's endpoints that read, such as csrf. */
export async function GET(request: NextRequest, context: Context): Promise<Response> {
  const [action, provider = ""] = (await context.params).nextauth
  const sso = action === "callback" ? await ssoNamed(provider) : undefined
  const answer = toPath(await NextAuth(request, context, authOptions(sso)))
  if (!sso) return answer
  // By the company's own word: no browser is known by it, and no second factor asked.
  if ((await openedSession(answer)) === undefined) return explainSso(answer)
  const before = await sessionId()
  if (before) await revokeSession(before)
  return forgetFailure(answer)
}

/** A refusal of next-auth's own, such as of a state that does not fit, is explained by the sign-in page; ours lead there already. */
function explainSso(answer: Response): Response {
  const location = answer.headers.get("location") ?? ""
  return location.startsWith("/sign-in") && !location.includes("error=") ? answer : failedSso(answer)
}

/**
 * Signs in (callback/credentials) and out (signout) from plain HTML forms. A refusal goes back to the sign-in page with
 * the reason and the e-mail as it was typed.
 */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const endpoint = (await context.params).nextauth.join("/")
  if (endpoint !== "callback/credentials" && endpoint !== "signout") return new Response(null, { status: 404 })
  if (!isPlainForm(request.headers.get("content-type"))) return new Response(null, { status: 415 })
  const typed = await request.clone().formData()
  // To a script next-auth answers 200 and no way on, whatever became of it; no form of ours asks for that.
  if (typed.has("json")) return new Response(null, { status: 400 })
  const leaving = endpoint === "signout" ? await currentUser() : undefined
  const answer = toPath(await NextAuth(request, context, authOptions()))
  if (endpoint === "signout") {
    if (lacksToken(answer)) return answer
    if (leaving) await noteOwn(leaving.id, { kind: "signed_out" })
    return forgetEverything(answer)
  }
  return explainFailure(answer, typed) ?? remembered(answer, request)
}

/** Of that type alone: next-auth looks for others within the header. */
function isPlainForm(contentType: string | null): boolean {
  return /^application\/x-www-form-urlencoded\s*(;\s*charset=utf-8\s*)?$/i.test(contentType ?? "")
}

/** Whether next-auth has done nothing, as the form came without the token of our pages. */
function lacksToken(answer: Response): boolean {
  return new URL(answer.headers.get("location") ?? "/", env().PUBLIC_URL).searchParams.has("csrf")
}

/**
 * Where somebody has signed in: there is no failure to explain any more, the browser is known, and the session that it had
 * until now ends, as nobody can use it any more but who has copied it.
 */
async function remembered(answer: Response, request: NextRequest): Promise<Response> {
  const opened = await openedSession(answer)
  if (opened === undefined) return answer
  const before = await sessionId()
  if (before) await revokeSession(before)
  const user = await findSession(opened)
  return user ? rememberDevice(forgetFailure(answer), request, user.email) : toSecondFactor(forgetFailure(answer))
}

/** By the password alone: the session opens nothing yet. */
function toSecondFactor(answer: Response): Response {
  const headers = new Headers(answer.headers)
  headers.set("location", `/sign-in/second-factor?callbackUrl=${encodeURIComponent(headers.get("location") ?? "/")}`)
  return new Response(null, { status: 303, headers })
}

/** The session that the answer hands over. What was typed does not tell: next-auth may have read another field of that name. */
async function openedSession(answer: Response): Promise<string | undefined> {
  const handed = answer.headers
    .getSetCookie()
    .map(cookie => /^(?:__Secure-)?next-auth\.session-token=([^;]+)/.exec(cookie))
  const token = handed.find(found => found !== null)?.[1]
  const opened = token && (await decode({ token: decodeURIComponent(token), secret: env().AUTH_SECRET }))
  return opened ? opened.sessionId : undefined
}

/** What the browser still has of the portal goes: pages in its cache, what was kept of forms. Cookies see to themselves. */
function forgetEverything(answer: Response): Response {
  const headers = new Headers(answer.headers)
  headers.set("clear-site-data", '"cache", "storage"')
  return new Response(null, { status: answer.status, headers })
}

/**
 * Redirects by path alone, so that the browser stays on the host it came by, which need not be the configured one. All
 * of next-auth's redirects are to itself or went through its redirect callback.
 */
function toPath(answer: Response): Response {
  const location = answer.headers.get("location")
  if (!location) return answer
  const { pathname, search, hash } = new URL(location, env().PUBLIC_URL)
  const headers = new Headers(answer.headers)
  headers.set("location", `${pathname}${search}${hash}`)
  return new Response(null, { status: 303, headers })
}
