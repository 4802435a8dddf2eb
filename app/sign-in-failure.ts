import { cookies } from "next/headers"
import { z } from "zod"
import { cutText } from "@/domain/text/cut-text"
import { receivedLine } from "@/domain/text/received-text"
import { env } from "@/env"
import { localPath } from "./local-path"

/** Why signing in failed, and what was typed, carried to the sign-in page: a cookie, because addresses end up in logs. */
const failureSchema = z.object({
  reason: z.enum(["wrong", "expired", "failed", "tooMany", "ssoFailed"]),
  email: z.string().max(320),
  /** With "tooMany": ISO instant from which it makes sense to try again. */
  until: z.iso.datetime().optional(),
})
export type SignInFailure = z.infer<typeof failureSchema>

const cookie = "sign-in-failure"
/** Over https bin/answer-headers.ts adds Secure, as to every cookie. */
const scope = "Path=/sign-in; HttpOnly; SameSite=Lax"

const tooMany = "too_many:"

/** What authorize throws while attempts are refused: next-auth hands its message on to explainFailure. */
export function tooManyAttempts(until: Date): Error {
  return new Error(`${tooMany}${until.toISOString()}`)
}

/** The failure that the sign-in page is to explain, if its form was refused within the last minute. */
export async function signInFailure(): Promise<SignInFailure | undefined> {
  const value = (await cookies()).get(cookie)?.value
  if (value === undefined) return undefined
  try {
    return failureSchema.safeParse(JSON.parse(Buffer.from(value, "base64url").toString())).data
  } catch {
    return undefined
  }
}

/**
 * Answers a refused sign-in by the sign-in page, which then shows why.
 * @param answer next-auth's: it redirects to the page asked for, or to an address that carries `error` or `csrf`
 * @returns undefined when nothing was refused
 */
export function explainFailure(answer: Response, typed: FormData): Response | undefined {
  const location = new URL(answer.headers.get("location") ?? "/", env().PUBLIC_URL)
  if (location.pathname !== "/api/auth/signin" && location.pathname !== "/api/auth/error") return undefined
  const failure: SignInFailure = {
    ...reasonOf(location),
    email: cutText(receivedLine(String(typed.get("email") ?? "")), 320),
  }
  const back = localPath(String(typed.get("callbackUrl") ?? "/"), env().PUBLIC_URL)
  const headers = new Headers({ location: `/sign-in?callbackUrl=${encodeURIComponent(back)}` })
  const value = Buffer.from(JSON.stringify(failure)).toString("base64url")
  headers.append("set-cookie", `${cookie}=${value}; Max-Age=60; ${scope}`)
  return new Response(null, { status: 303, headers })
}

/** The sign-in page, which says why single sign-on has let nobody in. */
export function explainSsoFailure(): Headers {
  const headers = new Headers({ location: "/sign-in" })
  const value = Buffer.from(JSON.stringify({ reason: "ssoFailed", email: "" })).toString("base64url")
  headers.append("set-cookie", `${cookie}=${value}; Max-Age=60; ${scope}`)
  return headers
}

/** The same answer, and no failure to explain any more. */
export function forgetFailure(answer: Response): Response {
  const headers = new Headers(answer.headers)
  headers.append("set-cookie", `${cookie}=; Max-Age=0; ${scope}`)
  return new Response(answer.body, { status: answer.status, headers })
}

function reasonOf(location: URL): Pick<SignInFailure, "reason" | "until"> {
  if (location.searchParams.has("csrf")) return { reason: "expired" }
  const error = location.searchParams.get("error") ?? ""
  if (error === "CredentialsSignin") return { reason: "wrong" }
  const until = error.startsWith(tooMany) ? error.slice(tooMany.length) : undefined
  return until === undefined ? { reason: "failed" } : { reason: "tooMany", until }
}
