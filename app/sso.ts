import "server-only"
import { cookies, headers } from "next/headers"
import type { NextAuthOptions } from "next-auth"
import { receivedLine } from "@/domain/text/received-text"
import { issuerAgent } from "@/domain/users/issuer-agent"
import { seal, unseal } from "@/domain/users/seal"
import { type SsoProvider, ssoProviderOfCompany } from "@/domain/users/sso-settings"
import { arriveBySso, type Identity, type SsoClaims } from "@/domain/users/sso-sign-in"
import { requestOrigin } from "./request-origin"
import { explainSsoFailure } from "./sign-in-failure"

type Provider = NextAuthOptions["providers"][number]
type Profile = { sub?: unknown; email?: unknown; email_verified?: unknown; name?: unknown } & Record<string, unknown>

/** The single sign-on that next-auth knows by that name. */
export async function ssoNamed(provider: string): Promise<SsoProvider | undefined> {
  const id = /^sso-([1-9]\d{0,8})$/.exec(provider)?.[1]
  return id === undefined ? undefined : ssoProviderOfCompany(Number(id))
}

/** By which name next-auth knows the single sign-on of a company. */
export function ssoName({ companyId }: { companyId: number }): string {
  return `sso-${companyId}`
}

/** A company's issuer for next-auth, which asks with state, nonce and PKCE, and checks what comes back. */
export function oidcProvider(sso: SsoProvider): Provider {
  return {
    id: ssoName(sso),
    name: sso.companyName,
    type: "oauth",
    wellKnown: `${sso.issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
    issuer: sso.issuer,
    clientId: sso.clientId,
    clientSecret: sso.clientSecret,
    authorization: { params: { scope: "openid email profile" } },
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    // At each use: an issuer may lead elsewhere than when it was saved.
    httpOptions: { timeout: 10_000, agent: issuerAgent() },
    profile: (profile: Profile) => ({ id: String(profile.sub ?? ""), sessionId: "" }),
  }
}

/** What next-auth does with whom the issuer sends. */
export function ssoCallback(sso: SsoProvider): NonNullable<NonNullable<NextAuthOptions["callbacks"]>["signIn"]> {
  return async ({ user, account, profile }) => {
    if (account?.provider !== ssoName(sso)) return true
    const arrival = await arriveBySso(sso, claimsOf(sso, (profile ?? {}) as Profile), await requestOrigin())
    if (arrival.outcome === "signed_in") {
      user.sessionId = arrival.sessionId
      return true
    }
    if (arrival.outcome === "refused") return `/sign-in?sso=${arrival.reason}&callbackUrl=/${sso.slug}`
    await keepToLink(arrival)
    return "/sign-in/link"
  }
}

function claimsOf({ groupClaim }: SsoProvider, profile: Profile): SsoClaims {
  const groups = groupClaim === "" ? undefined : profile[groupClaim]
  return {
    subject: String(profile.sub ?? ""),
    email: typeof profile.email === "string" ? receivedLine(profile.email) : undefined,
    emailVerified: profile.email_verified === true || profile.email_verified === "true",
    name: typeof profile.name === "string" ? receivedLine(profile.name) : undefined,
    groups:
      groups === undefined
        ? undefined
        : (Array.isArray(groups) ? groups : [groups]).filter(group => typeof group === "string"),
  }
}

/** The answer to whom next-auth itself did not let in. */
export function failedSso(answer: Response): Response {
  const failure = explainSsoFailure()
  for (const cookie of answer.headers.getSetCookie()) failure.append("set-cookie", cookie)
  return new Response(null, { status: 303, headers: failure })
}

const cookie = "sso-link"
const purpose = "identity to link"
/** Seconds within which it is linked. */
const maxAge = 600

type ToLink = { identity: Identity; email: string }

async function keepToLink({ identity, email }: ToLink): Promise<void> {
  const until = Date.now() + maxAge * 1_000
  const secure = (await headers()).get("x-forwarded-proto") === "https"
  const options = { httpOnly: true, sameSite: "lax", path: "/sign-in/link", maxAge, secure } as const
  ;(await cookies()).set(cookie, seal(purpose, JSON.stringify({ identity, email, until })), options)
}

/** As whom the issuer of a company knows somebody who is to prove the account; undefined for nobody, or no more. */
export async function identityToLink(): Promise<ToLink | undefined> {
  const sealed = (await cookies()).get(cookie)?.value
  const opened = sealed && unseal(purpose, sealed)
  if (!opened) return undefined
  const { until, ...kept } = JSON.parse(opened) as ToLink & { until: number }
  return until > Date.now() ? kept : undefined
}

/** It is linked. */
export async function forgetToLink(): Promise<void> {
  ;(await cookies()).set(cookie, "", { path: "/sign-in/link", maxAge: 0 })
}
