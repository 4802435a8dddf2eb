"use client"

import type { ComponentProps, MouseEvent } from "react"
import { useFormStatus } from "react-dom"

/**
 * The button that sends its form. While the answer is under way it stays where the focus is, says so, and does nothing:
 * a second click sends nothing. Without a script the server tells the second from the first.
 * @param pendingLabel what it says meanwhile, such as "Saving…"
 */
export function SubmitButton(props: Omit<ComponentProps<"button">, "type"> & { pendingLabel?: string }) {
  const { pendingLabel, className = "btn primary", onClick, children, ...button } = props
  const { pending, data } = useFormStatus()
  // Of several buttons of one form only the pressed one is sent along, and only that one speaks.
  const mine = !button.name || data?.get(button.name) === String(button.value ?? "")
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (pending) event.preventDefault()
    else onClick?.(event)
  }
  return (
    <button {...button} type="submit" className={className} aria-disabled={pending || undefined} onClick={press}>
      {pending && mine && pendingLabel ? pendingLabel : children}
    </button>
  )
}
