import { env } from "@/env"

/** As whom the portal asks for passkeys (WebAuthn, "relying party"): by the address as people type it. */
export function relyingParty(): { name: string; id: string; origin: string } {
  const { hostname, origin } = new URL(env().PUBLIC_URL)
  return { name: "Inkoop", id: hostname, origin }
}
