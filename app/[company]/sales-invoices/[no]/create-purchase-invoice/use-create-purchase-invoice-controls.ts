"use client"

import { type RefObject, useEffect, useEffectEvent } from "react"
import { useFieldRestore } from "@/components/form/use-field-restore"
import type { SteadySubmit } from "./use-steady-submit"

/**
 * The form's buttons send it steadily; Enter is OK and Esc is Cancel, wherever the focus is in the form,
 * except that Esc first takes back what was typed in a field; on arrival the vendor has the focus. A part of the
 * form that means something else by Enter says so in `data-enter`.
 */
export function useCreatePurchaseInvoiceControls(
  inside: RefObject<HTMLElement | null>,
  { submit, cancel }: { submit: SteadySubmit; cancel: () => void },
): void {
  const leave = useEffectEvent(cancel)
  const restore = useFieldRestore(inside)

  useEffect(() => {
    const top = inside.current
    const chosen = top?.querySelector<HTMLElement>('input[name="vendorNo"]:checked')
    const first = chosen ?? top?.querySelector<HTMLElement>('input[name="vendorSearch"]')
    // Who types already, before the script was there, goes on where they are.
    if (document.activeElement === document.body) first?.focus({ preventScroll: true })
  }, [inside])

  useEffect(() => {
    const form = inside.current?.closest("form")
    if (!form) return
    const press = (event: KeyboardEvent) => {
      const { key, target } = event
      if (!isKeyOf(form, event)) return
      if (key === "Escape") {
        event.preventDefault()
        if (!restore(target)) leave()
      }
      if (key === "Enter" && isSentByEnter(target)) {
        event.preventDefault()
        submit.now(target.closest("[data-enter]")?.getAttribute("data-enter") ?? "ok")
      }
    }
    const click = (event: MouseEvent) => {
      const button = pressedButton(event.target)
      if (!button) return
      event.preventDefault()
      submit.now(button.value)
    }
    // On the document: a part of the form that goes leaves the focus outside the form.
    document.addEventListener("keydown", press)
    form.addEventListener("click", click)
    return () => {
      document.removeEventListener("keydown", press)
      form.removeEventListener("click", click)
    }
  }, [inside, submit, restore])
}

/** A key by itself, pressed in the form, or with the focus on nothing but the page around it. */
function isKeyOf(form: HTMLFormElement, event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return false
  return event.target instanceof Node && (form.contains(event.target) || event.target.contains(form))
}

/** The search of a vendor has an Enter of its own. */
const isSentByEnter = (target: EventTarget | null): target is HTMLInputElement =>
  target instanceof HTMLInputElement && target.name !== "vendorSearch"

/** The button that was pressed by hand: those that the steady submit makes and presses itself are hidden. */
function pressedButton(target: EventTarget | null): HTMLButtonElement | null {
  const button = target instanceof Element ? target.closest('button[name="intent"]') : null
  return button instanceof HTMLButtonElement && !button.hidden ? button : null
}
