"use client"

import { useRouter } from "next/navigation"
import { type RefObject, useEffect } from "react"
import type { SteadySubmit } from "./use-steady-submit"

/**
 * Enter is OK and Esc is Cancel, wherever the focus is in the form; on arrival the vendor has the focus. A part of the
 * form that means something else by Enter says so in `data-enter`.
 */
export function useMakerKeys(
  inside: RefObject<HTMLElement | null>,
  { submit, cancelPath }: { submit: SteadySubmit; cancelPath: string },
): void {
  const router = useRouter()

  useEffect(() => {
    const top = inside.current
    const chosen = top?.querySelector<HTMLElement>('input[name="vendorNo"]:checked')
    const first = chosen ?? top?.querySelector<HTMLElement>('input[name="vendorSearch"]')
    first?.focus({ preventScroll: true })
  }, [inside])

  useEffect(() => {
    const form = inside.current?.closest("form")
    if (!form) return
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return
      if (event.key === "Escape") {
        event.preventDefault()
        router.push(cancelPath)
      }
      const onInput = event.target instanceof HTMLInputElement && event.target.name !== "vendorSearch"
      if (event.key === "Enter" && onInput) {
        event.preventDefault()
        submit.now(event.target.closest("[data-enter]")?.getAttribute("data-enter") ?? "ok")
      }
    }
    form.addEventListener("keydown", press)
    return () => form.removeEventListener("keydown", press)
  }, [inside, router, cancelPath, submit])
}
