import "server-only"
import { cookies, headers } from "next/headers"
import { encode } from "next-auth/jwt"
import { type HowOpened, openSession, sessionSeconds } from "@/domain/users/sessions"
import { env } from "@/env"
import { secureCookies } from "./auth-options"

/** Signs a user in who has just proven who they are otherwise than by a password; the cookie is next-auth's. */
export async function keepSession(userId: number, how: HowOpened = {}): Promise<void> {
  const token = await encode({
    token: { sessionId: await openSession(userId, (await headers()).get("user-agent") ?? "", how) },
    secret: env().AUTH_SECRET,
    maxAge: sessionSeconds,
  })
  const secure = secureCookies()
  const name = `${secure ? "__Secure-" : ""}next-auth.session-token`
  const options = { httpOnly: true, sameSite: "lax", path: "/", secure, maxAge: sessionSeconds } as const
  ;(await cookies()).set(name, token, options)
}
