import { isFocusFree } from "@/components/focus-is-free"

/** Cards one below the other, and fingers: the focus would leave the document's head, or open a keyboard over it. */
const small = "(max-width: 960px), (pointer: coarse)"

/**
 * Whether a document that was just opened may give the focus to a control: nobody is busy, and the address names no other.
 * @param control its id
 */
export function mayArriveAt(control: string | null): boolean {
  const { hash } = window.location
  // What is pressed need not have the focus.
  const isFree = isFocusFree() && !document.querySelector(":active")
  return isFree && (hash === "" ? !matchMedia(small).matches : hash === `#${control}`)
}
