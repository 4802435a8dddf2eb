import "server-only"
import { cookies } from "next/headers"
import { getToken } from "next-auth/jwt"
import { cache } from "react"
import { findMembership } from "@/domain/users/memberships"
import { findSession, type SignedInUser } from "@/domain/users/sessions"
import { env } from "@/env"
import { secureCookies } from "./auth-options"
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

/** Who is signed in, looked up once a request; undefined for nobody. */
export const currentUser = cache(async (): Promise<SignedInUser | undefined> => {
  const id = await sessionId()
  return id === undefined ? undefined : findSession(id)
})

/** The signed-in user's membership of a company, looked up once a request; see findMembership. */
export const membershipIn = cache(async (companySlug: string) => {
  const user = await currentUser()
  return user && findMembership(user, companySlug)
})

/** What next-auth wants back in a form that signs in or out. proxy.ts sees to it that the cookie is there. */
export async function csrfToken(): Promise<string> {
  const name = `${secureCookies() ? "__Host-" : ""}next-auth.csrf-token`
  return (await cookies()).get(name)?.value.split("|")[0] ?? ""
}
