import type { BrowserContext } from "@playwright/test"

/** What people did: buttons, links and boxes chosen, fields filled, keys pressed. */
export type Steps = { clicks: number; fields: number; keys: number }

/**
 * Counts what is done in a browser, in its pages: a click on what is no control counts for nothing, a field counts once however much is
 * typed into it.
 */
export async function countSteps(context: BrowserContext, steps: Steps): Promise<void> {
  await context.exposeFunction("noteStep", (kind: keyof Steps) => {
    steps[kind]++
  })
  await context.addInitScript(() => {
    const note = (kind: keyof Steps) => (window as unknown as { noteStep(kind: keyof Steps): void }).noteStep(kind)
    let filled: EventTarget | null = null
    const controls = "a, button, summary, input[type=checkbox], input[type=radio]"
    document.addEventListener(
      "click",
      ({ target }) => {
        filled = null
        if (target instanceof Element && target.closest(controls)) note("clicks")
      },
      true,
    )
    document.addEventListener(
      "input",
      ({ target }) => {
        if (target === filled || (target instanceof HTMLInputElement && /checkbox|radio/u.test(target.type))) return
        filled = target
        note("fields")
      },
      true,
    )
    document.addEventListener("keydown", () => note("keys"), true)
  })
}
