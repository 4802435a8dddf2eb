import type { ReactNode } from "react"
import { csrfToken } from "./session"

/** Signs out by a plain HTML form for next-auth's own endpoint. @param children the button */
export async function SignOut({ children }: { children: ReactNode }) {
  return (
    <form method="post" action="/api/auth/signout">
      <input type="hidden" name="csrfToken" value={await csrfToken()} />
      <input type="hidden" name="callbackUrl" value="/sign-in" />
      {children}
    </form>
  )
}
