import { receivedLine } from "@/domain/text/received-text"
import "server-only"
import type { NextAuthOptions } from "next-auth"
import Credentials from "next-auth/providers/credentials"
import { revokeSession, sessionSeconds } from "@/domain/users/sessions"
import { signIn } from "@/domain/users/sign-in"
import type { SsoProvider } from "@/domain/users/sso-settings"
import { env } from "@/env"
import { clientAddress } from "./client-address"
import { companyOf } from "./company-of"
import { keptDevice } from "./device-cookie"
import { localPath } from "./local-path"
import { tooManyAttempts } from "./sign-in-failure"
import { oidcProvider, ssoCallback } from "./sso"

/** Whether cookies are for https alone, and so carry next-auth's prefixes. */
export function secureCookies(): boolean {
  return env().PUBLIC_URL.startsWith("https:")
}

/**
 * next-auth with e-mail and password, or with a company's single sign-on; its token holds the session's id and nothing else.
 * @param sso the provider that the address names
 */
export function authOptions(sso?: SsoProvider): NextAuthOptions {
  return {
    secret: env().AUTH_SECRET,
    useSecureCookies: secureCookies(),
    session: { strategy: "jwt", maxAge: sessionSeconds },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    providers: [
      ...(sso ? [oidcProvider(sso)] : []),
      Credentials({
        credentials: { email: {}, password: {} },
        async authorize(typed, request) {
          const given = {
            email: receivedLine(typed?.email ?? ""),
            password: typed?.password ?? "",
            address: clientAddress(new Headers(request.headers)),
            device: keptDevice(request.headers?.cookie, typed?.email ?? ""),
            userAgent: String(request.headers?.["user-agent"] ?? ""),
            company: companyOf(localPath(String(request.body?.callbackUrl ?? "/"), env().PUBLIC_URL)),
          }
          const result = await signIn(given)
          if (result.outcome === "too_many") throw tooManyAttempts(result.until)
          return result.outcome === "signed_in" ? { id: String(result.userId), sessionId: result.sessionId } : null
        },
      }),
    ],
    callbacks: {
      ...(sso ? { signIn: ssoCallback(sso) } : {}),
      jwt: ({ token, user }) => ({ sessionId: user ? user.sessionId : token.sessionId }),
      redirect: ({ url }) => localPath(url, env().PUBLIC_URL),
    },
    events: {
      async signOut({ token }) {
        if (token) await revokeSession(token.sessionId)
      },
    },
  }
}

declare module "next-auth" {
  interface User {
    /** Of the session that sign-in opened. */
    sessionId: string
  }
}

declare module "next-auth/jwt" {
  interface JWT {
    sessionId: string
  }
}
