import { NextRequest } from "next/server"
import NextAuth from "next-auth"
import { authOptions } from "@/app/auth-options"
import { localPath } from "@/app/local-path"
import { csrfToken } from "@/app/session"
import { failedSso, ssoName } from "@/app/sso"
import { ssoProviderOf } from "@/domain/users/sso-settings"
import { env } from "@/env"

type Context = { params: Promise<{ company: string }> }

/**
 * Leads to a company's issuer. A link, as a form may not lead out of the portal; it does what next-auth's own form does, with the
 * token of this browser's pages.
 */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { company } = await params
  const sso = await ssoProviderOf(company)
  if (!sso) return new Response(null, { status: 404 })
  const asked = new URL(request.url).searchParams.get("callbackUrl")
  const callbackUrl = localPath(asked ?? `/${sso.slug}`, env().PUBLIC_URL)
  const name = ssoName(sso)
  const form = new NextRequest(new URL(`/api/auth/signin/${name}`, env().PUBLIC_URL), {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ csrfToken: await csrfToken(), callbackUrl }).toString(),
  })
  const context = { params: Promise.resolve({ nextauth: ["signin", name] }) }
  const answer: Response = await NextAuth(form, context, authOptions(sso))
  const location = answer.headers.get("location") ?? "/"
  return new URL(location, env().PUBLIC_URL).origin === new URL(env().PUBLIC_URL).origin ? failedSso(answer) : answer
}
