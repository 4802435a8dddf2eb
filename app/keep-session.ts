import "server-only"
import { cookies, headers } from "next/headers"
import { encode } from "next-auth/jwt"
import { openSession, sessionSeconds } from "@/domain/users/sessions"
import { env } from "@/env"
import { secureCookies } from "./auth-options"

/** Signs a user in who has just proven who they are otherwise than by the sign-in page; the cookie is next-auth's. */
export async function keepSession(userId: number): Promise<void> {
  const token = await encode({
    token: { sessionId: await openSession(userId, (await headers()).get("user-agent") ?? "") },
    secret: env().AUTH_SECRET,
    maxAge: sessionSeconds,
  })
  const secure = secureCookies()
  const name = `${secure ? "__Secure-" : ""}next-auth.session-token`
  const options = { httpOnly: true, sameSite: "lax", path: "/", secure, maxAge: sessionSeconds } as const
  ;(await cookies()).set(name, token, options)
}
