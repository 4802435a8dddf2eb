/** Sent by a row whose controls are about to be gone to: lines that sleep (sleeping-chunk.tsx) wake first, and the focus comes once. */
export const GOING_TO = "going-to"

/** The controls of the lines that the keys of the grid go to; those that a button opens are not among them. */
export function stopsIn(element: Element): HTMLElement[] {
  const stops = element.querySelectorAll<HTMLElement>("input.cell, select.cell, input[type=checkbox], button, summary")
  return [...stops].filter(stop => !stop.closest(".move-to > div, .said"))
}

/** The field of a line is the last part of a control's name, lines.12.quantity; a button goes by what it asks for: up.12. */
export function fieldOf(control: HTMLElement): string {
  if (control instanceof HTMLButtonElement) return `button ${control.value.split(".")[0]}`
  return control.getAttribute("name")?.split(".").at(-1) ?? control.tagName
}

export const isField = (stop: HTMLElement) => stop instanceof HTMLInputElement || stop instanceof HTMLSelectElement

export function focusOn(stop: HTMLElement, options?: FocusOptions): void {
  stop.focus(options)
  if (stop instanceof HTMLInputElement && stop.type !== "checkbox") stop.select()
}

/**
 * After rows were drawn: which of how many each is, those of what is said of a line along with it; and cells that the server drew
 * for a table are a grid's.
 *
 * @param before lines before those in it
 */
export function asRowsOfGrid(body: HTMLTableSectionElement, before: number): void {
  let at = before + 1
  for (const row of body.rows) {
    if (row.hasAttribute("data-line")) at++
    row.setAttribute("aria-rowindex", String(at))
    for (const cell of row.cells) if (cell.getAttribute("role") === "cell") cell.setAttribute("role", "gridcell")
  }
}
