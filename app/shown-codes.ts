import "server-only"
import { cookies } from "next/headers"
import { seal, unseal } from "@/domain/users/seal"
import { secureCookies } from "./auth-options"

const cookie = "recovery-codes"
const path = "/sign-in/second-factor/codes"
/** Seconds in which they can be looked at. */
const maxAge = 600

const purpose = (userId: number) => `shown codes ${userId}`

/**
 * Has new recovery codes shown on their page, to this browser and for ten minutes: in a sealed cookie, as the table keeps what
 * cannot be read back, and as a page without a script is another request.
 */
export async function showCodesOnce(userId: number, codes: readonly string[]): Promise<void> {
  const options = { httpOnly: true, sameSite: "strict", secure: secureCookies(), path, maxAge } as const
  ;(await cookies()).set(cookie, seal(purpose(userId), codes.join(" ")), options)
}

/** @returns none where there are none to be shown (any more) */
export async function shownCodes(userId: number): Promise<string[]> {
  const sealed = (await cookies()).get(cookie)?.value
  return (sealed && unseal(purpose(userId), sealed)?.split(" ")) || []
}

export async function forgetCodes(): Promise<void> {
  ;(await cookies()).set(cookie, "", { path, maxAge: 0 })
}
