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

/** What axe finds in the page as it stands there, three places a rule at most. */
export async function violationsOf(page: Page): Promise<Violation[]> {
  const { violations } = await page.evaluate(chosen => window.axe.run(document, chosen), options)
  return violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map(({ target, failureSummary }) => ({
      rule: id,
      summary: failureSummary ?? "",
      where: target.join(" "),
    })),
  )
}

declare global {
  interface Window {
    axe: typeof axe
  }
}
