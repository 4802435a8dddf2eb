import { isPlainClick } from "@/components/plain-click"
import { askToLeave } from "./ask-to-leave"
import { hasUnsavedWork, isWatched } from "./unsaved-work"

/** Where the page is in the history, as long as it is typed into. */
type Place = { state: unknown; url: string }

/**
 * Watches every way by which a page is left, ahead of Next.js: its links and its history listen further in. Next.js has
 * nothing of its own that could ask.
 * @returns a function that ends it
 */
export function watchLeaving(): () => void {
  let here: Place | undefined
  const remember = () => {
    here = { state: window.history.state, url: window.location.href }
  }
  const back = (event: PopStateEvent) => {
    if (here) stepBack(event, here)
  }
  const { navigation } = window
  window.addEventListener("input", remember, true)
  window.addEventListener("change", remember, true)
  window.addEventListener("click", followLink, true)
  window.addEventListener("submit", sendOtherForm, true)
  window.addEventListener("beforeunload", unload)
  window.addEventListener("popstate", back, true)
  navigation?.addEventListener("navigate", traverse)
  return () => {
    window.removeEventListener("input", remember, true)
    window.removeEventListener("change", remember, true)
    window.removeEventListener("click", followLink, true)
    window.removeEventListener("submit", sendOtherForm, true)
    window.removeEventListener("beforeunload", unload)
    window.removeEventListener("popstate", back, true)
    navigation?.removeEventListener("navigate", traverse)
  }
}

/** Reloading, closing, and whatever else takes the document away. */
function unload(event: BeforeUnloadEvent): void {
  if (hasUnsavedWork()) event.preventDefault()
}

function followLink(event: MouseEvent): void {
  if (!isPlainClick(event)) return
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href]") : null
  // Another tab, or a frame of the page: this one stays.
  if (!link || !["", "_self"].includes(link.target) || link.hasAttribute("download") || isWithinPage(link.href)) return
  if (!/^https?:$/.test(link.protocol)) return
  stop(event, () => link.click())
}

/** Signing out, a search: any form but those that answer in their place, or are sent while the page stays (`data-stays`). */
function sendOtherForm(event: SubmitEvent): void {
  const { target: form, submitter } = event
  if (!(form instanceof HTMLFormElement) || isWatched(form) || "stays" in form.dataset) return
  stop(event, () => form.requestSubmit(submitter))
}

/** Back and Forward, before they happen. */
function traverse(event: NavigateEvent): void {
  if (event.navigationType !== "traverse" || event.hashChange || !event.cancelable) return
  const { key } = event.destination
  // Another traversal may overtake it: nobody waits for this one.
  stop(event, () => void window.navigation?.traverseTo(key).finished?.catch(() => {}))
}

/**
 * Back and Forward where the browser tells of them only afterwards: the page's own entry is put on top again. The entries
 * beyond it are lost, which is less than what was typed.
 */
function stepBack(event: PopStateEvent, here: Place): void {
  if (!hasUnsavedWork() || isSamePage(here.url, window.location.href)) return
  window.history.pushState(here.state, "", here.url)
  stop(event, () => window.history.back())
}

function stop(event: Event, go: () => void): void {
  if (!hasUnsavedWork()) return
  event.preventDefault()
  event.stopImmediatePropagation()
  askToLeave(go)
}

const isWithinPage = (address: string) => address.includes("#") && isSamePage(address, window.location.href)

const isSamePage = (one: string, other: string) => one.split("#")[0] === other.split("#")[0]
