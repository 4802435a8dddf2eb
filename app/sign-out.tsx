import type { ReactNode } from "react"
import { csrfToken } from "./session"

/**
 * Signs out by a plain HTML form for next-auth's own endpoint.
 * @param props.children the button
 * @param props.to path where that leads
 */
export async function SignOut({ children, to = "/sign-in" }: { children: ReactNode; to?: string }) {
  return (
    <form method="post" action="/api/auth/signout">
      <input type="hidden" name="csrfToken" value={await csrfToken()} />
      <input type="hidden" name="callbackUrl" value={to} />
      {children}
    </form>
  )
}
