import type { Page } from "@playwright/test"
import axe from "axe-core"

export type Violation = { rule: string; summary: string; where: string }

const options: axe.RunOptions = {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  // Of rules that hold axe would otherwise name every element they hold for: half its time on a long page.
  resultTypes: ["violations"],
}

/**
 * Gives the page axe, which stays until another document is loaded. Its source goes in by the debugger: the page's own
 * policy lets no such script in.
 */
export async function loadAxe(page: Page): Promise<void> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source)
}

/**
 * What axe finds in the page as it stands there, three places a rule at most. Of rows that look the same it sees two: on a
 * long list most of its time went into the contrast of more of them.
 */
export async function violationsOf(page: Page): Promise<Violation[]> {
  await page.evaluate(hideAlikeRows, 2)
  const { violations } = await page.evaluate(chosen => window.axe.run(document, chosen), options)
  await page.evaluate(showAllRows)
  return violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map(({ target, failureSummary }) => ({
      rule: id,
      summary: failureSummary ?? "",
      where: target.join(" "),
    })),
  )
}

/** Hides the rows of tables beyond so many that have the same elements with the same attributes, but for names and addresses. */
function hideAlikeRows(kept: number): void {
  const own = new Set(["id", "name", "value", "href", "for", "title", "datetime"])
  const shapeOf = (element: Element): string =>
    [
      element.tagName,
      ...[...element.attributes].map(({ name, value }) =>
        own.has(name) || /label|by$|key/.test(name) ? name : `${name}=${value}`,
      ),
      ...[...element.children].map(shapeOf),
      ")",
    ].join(" ")
  for (const body of document.querySelectorAll("tbody")) {
    const seen = new Map<string, number>()
    for (const row of body.rows) {
      const shape = shapeOf(row)
      const times = seen.get(shape) ?? 0
      seen.set(shape, times + 1)
      if (times >= kept) row.style.setProperty("display", "none", "important")
    }
  }
}

/** Shows again what `hideAlikeRows` hid. */
function showAllRows(): void {
  for (const row of document.querySelectorAll<HTMLElement>("tbody > tr")) row.style.removeProperty("display")
}

declare global {
  interface Window {
    axe: typeof axe
  }
}
