import type { NextRequest } from "next/server"
import NextAuth from "next-auth"
import { authOptions } from "@/app/auth-options"
import { rememberDevice } from "@/app/sign-in/device-cookie"
import { explainFailure, forgetFailure } from "@/app/sign-in/failure"
import { env } from "@/env"

type Context = { params: Promise<{ nextauth: string[] }> }

/** next-auth's endpoints that read, such as csrf. */
export async function GET(request: NextRequest, context: Context): Promise<Response> {
  return toPath(await NextAuth(request, context, authOptions()))
}

/**
 * Signs in (callback/credentials) and out (signout) from plain HTML forms. A refusal goes back to the sign-in page with
 * the reason and the e-mail as it was typed.
 */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const endpoint = (await context.params).nextauth.join("/")
  if (endpoint !== "callback/credentials" && endpoint !== "signout") return new Response(null, { status: 404 })
  if (!request.headers.get("content-type")?.startsWith("application/x-www-form-urlencoded")) {
    return new Response(null, { status: 415 })
  }
  const typed = await request.clone().formData()
  const answer = toPath(await NextAuth(request, context, authOptions()))
  return endpoint === "signout"
    ? forgetEverything(answer)
    : (explainFailure(answer, typed) ?? remembered(answer, request, typed))
}

/** Somebody has signed in: there is no failure to explain any more, and the browser is known. */
function remembered(answer: Response, request: Request, typed: FormData): Response {
  return rememberDevice(forgetFailure(answer), request, String(typed.get("email") ?? ""))
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
