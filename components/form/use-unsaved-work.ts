"use client"

import { type RefObject, useLayoutEffect, useMemo, useRef } from "react"
import { resumeWork, watchForm } from "@/components/unsaved/unsaved-work"
import { isOtherThanDrawn } from "./other-than-drawn"

export type UnsavedWork = {
  /** Something was changed, such as by a script. */
  note(): void
  /** The form holds what was typed before the page was loaded, and differs from what is stored. */
  holdsTyped(): void
  /** What the form holds now is stored. */
  settle(): void
  /** What it holds beside its controls. @param read as text @returns ends it */
  holds(read: () => string): () => void
}

/**
 * Whether a form holds what is not saved yet: it was typed into, and differs from how it was when it was last stored.
 *
 * @param form with its ref set when effects run
 * @param holdsWork false where nothing is lost by leaving
 * @param made how often the form was made anew
 */
export function useUnsavedWork(
  form: RefObject<HTMLFormElement | null>,
  { holdsWork, made }: { holdsWork: boolean; made: number },
): UnsavedWork {
  const isTouched = useRef(false)
  /** Undefined: it differs whatever it holds. */
  const stored = useRef<string>(undefined)
  const beside = useRef(new Set<() => string>())

  const work = useMemo<UnsavedWork>(
    () => ({
      note() {
        isTouched.current = true
        if (form.current) resumeWork(form.current)
      },
      holdsTyped() {
        isTouched.current = true
        stored.current = undefined
      },
      settle() {
        isTouched.current = false
        stored.current = form.current ? workOf(form.current, beside.current) : undefined
      },
      holds(read) {
        beside.current.add(read)
        return () => {
          beside.current.delete(read)
        }
      },
    }),
    [form],
  )

  // Ahead of the effects of what is in the form, which may know better what it holds.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a form that was made anew is another element
  useLayoutEffect(() => {
    const element = form.current
    if (!element || !holdsWork) return
    // Somebody may have typed before the script was there, or the browser has put back what they did.
    if (isChangedFromMarkup(element)) work.holdsTyped()
    else work.settle()
    element.addEventListener("input", work.note)
    element.addEventListener("change", work.note)
    const end = watchForm(element, () => isTouched.current && workOf(element, beside.current) !== stored.current)
    return () => {
      end()
      element.removeEventListener("input", work.note)
      element.removeEventListener("change", work.note)
    }
  }, [form, holdsWork, work, made])

  return work
}

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

/** The controls that people fill in. What only searches or narrows says so in `data-no-work`. */
function controlsOf(form: HTMLFormElement): Control[] {
  return [...form.elements].filter(
    (control): control is Control =>
      (control instanceof HTMLInputElement ||
        control instanceof HTMLSelectElement ||
        control instanceof HTMLTextAreaElement) &&
      control.name !== "" &&
      control.type !== "hidden" &&
      control.dataset.noWork === undefined,
  )
}

function workOf(form: HTMLFormElement, beside: ReadonlySet<() => string>): string {
  const held = controlsOf(form).map(control => [control.name, heldBy(control)])
  return JSON.stringify([held, [...beside].map(read => read())])
}

function heldBy(control: Control): string {
  return control instanceof HTMLInputElement && /^(checkbox|radio)$/.test(control.type)
    ? String(control.checked && control.value)
    : control.value
}

function isChangedFromMarkup(form: HTMLFormElement): boolean {
  return controlsOf(form).some(
    control => !(control instanceof HTMLSelectElement) && control.type !== "file" && isOtherThanDrawn(control),
  )
}
