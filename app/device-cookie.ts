import { cookies } from "next/headers"
import { deviceName, deviceSeconds, deviceToken } from "@/domain/users/device"
import { normalisedEmail } from "@/domain/users/sign-in"
import { env } from "@/env"

/** What the browser keeps of the account, as deviceToken made it. @param cookies the Cookie header */
export function keptDevice(cookies: string | null | undefined, email: string): string | undefined {
  const name = `${cookieName(email)}=`
  const kept = cookies?.split("; ").find(cookie => cookie.startsWith(name))
  return kept?.slice(name.length)
}

/** As rememberDevice, in an action. */
export async function rememberThisDevice(email: string): Promise<void> {
  const jar = await cookies()
  const name = cookieName(email)
  const token = deviceToken(normalisedEmail(email), jar.get(name)?.value)
  jar.set(name, token, { path: "/", maxAge: deviceSeconds, httpOnly: true, sameSite: "lax", secure: isSecure() })
}

/** The answer to who has signed in, whose browser is known from then on. */
export function rememberDevice(answer: Response, request: Request, email: string): Response {
  const token = deviceToken(normalisedEmail(email), keptDevice(request.headers.get("cookie"), email))
  const headers = new Headers(answer.headers)
  const scope = `Path=/; Max-Age=${deviceSeconds}; HttpOnly; SameSite=Lax${isSecure() ? "; Secure" : ""}`
  headers.append("set-cookie", `${cookieName(email)}=${token}; ${scope}`)
  return new Response(answer.body, { status: answer.status, headers })
}

function cookieName(email: string): string {
  return `${isSecure() ? "__Host-" : ""}${deviceName(normalisedEmail(email))}`
}

function isSecure(): boolean {
  return env().PUBLIC_URL.startsWith("https:")
}
