const touched = new WeakSet<HTMLFormElement>()
let watching = false

/** Starts to notice which forms somebody has typed into. */
export function noticeTyping(): void {
  if (watching) return
  watching = true
  document.addEventListener("input", ({ target }) => {
    const form = target instanceof Element ? target.closest("form") : null
    if (form) touched.add(form)
  })
  document.addEventListener("reset", ({ target }) => {
    if (target instanceof HTMLFormElement) touched.delete(target)
  })
}

/**
 * Whether a form on the page has been typed into. Fetching the page anew would keep what was typed but renew the version
 * it is saved upon, so that a stale save would pass. Forms that only search and filter (GET) lose nothing.
 */
export function isTypedInto(): boolean {
  return [...document.forms].some(form => form.method !== "get" && touched.has(form))
}
