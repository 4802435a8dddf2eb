import type { Page } from "@playwright/test"
import axe from "axe-core"

export type Violation = { rule: string; summary: string; where: string }

/** The rules to go by: all of some tags but for some by name, or some by name. */
export type Rules = { type: "tag"; values: string[]; without?: string[] } | { type: "rule"; values: string[] }

/**
 * Gives the page axe, which stays until another document is loaded. Its source goes in by the debugger: the page's own
 * policy lets no such script in.
 */
export async function loadAxe(page: Page): Promise<void> {
  await page.evaluate(axe.source)
}

/** What axe finds in the page as it stands there, three places a rule at most. @param rules only these are asked */
export async function violationsOf(page: Page, rules: Rules): Promise<Violation[]> {
  // Of rules that hold axe would otherwise name every element they hold for: half its time on a long page.
  const without = rules.type === "tag" ? (rules.without ?? []) : []
  const options: axe.RunOptions = {
    runOnly: { type: rules.type, values: rules.values },
    rules: Object.fromEntries(without.map(rule => [rule, { enabled: false }])),
    resultTypes: ["violations"],
  }
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
