import "server-only"
import { cookies, headers } from "next/headers"
import { getToken } from "next-auth/jwt"
import { cache } from "react"
import { unaskedCookie } from "@/components/live/unasked"
import { findPresence, type SignedInUser } from "@/domain/users/presence"
import { env } from "@/env"
import { noteUnderWay } from "@/watch/under-way"
import { secureCookies } from "./auth-options"
import { asksByItself, companyAt, pathHeader } from "./path-header"
import { decodeOnce } from "./session-token"

/** The id of the request's session, from its signed cookie; the session may be over. */
export const sessionId = cache(async (): Promise<string | undefined> => {
  const jar = await cookies()
  const token = await getToken({
    req: {
      cookies: Object.fromEntries(jar.getAll().map(({ name, value }) => [name, value])),
      headers: {},
    } as Parameters<typeof getToken>[0]["req"],
    secret: env().AUTH_SECRET,
    secureCookie: secureCookies(),
    decode: decodeOnce,
  })
  return token?.sessionId
})

/**
 * Who asks, and what they are in that company; see findPresence. Looked up once while a page is drawn. In an action or a route handler
 * React remembers nothing, so that each call there is a statement.
 */
export const presenceAt = cache(async (companySlug: string) => {
  const id = await sessionId()
  if (id === undefined) return undefined
  const byItself = asksByItself((await headers()).get(pathHeader)) || (await cookies()).has(unaskedCookie)
  const found = await findPresence(id, companySlug, !byItself)
  if (found) noteUnderWay({ user: found.user.id })
  return found
})

/** Who is signed in; undefined for nobody. Asked together with the company of the address, which whoever comes next wants to know of. */
export async function currentUser(): Promise<SignedInUser | undefined> {
  return (await presenceAt(companyAt((await headers()).get(pathHeader))))?.user
}

/** The signed-in user's membership of a company. */
export async function membershipIn(companySlug: string) {
  return (await presenceAt(companySlug))?.membership
}

/** What next-auth wants back in a form that signs in or out. proxy.ts sees to it that the cookie is there. */
export async function csrfToken(): Promise<string> {
  const name = `${secureCookies() ? "__Host-" : ""}next-auth.csrf-token`
  return (await cookies()).get(name)?.value.split("|")[0] ?? ""
}
