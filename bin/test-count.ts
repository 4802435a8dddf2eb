import { readFileSync } from "node:fs"

/** How many tests passed and failed, as a suite's JSON report has it. */
export type TestCount = { passed: number; failed: number }

/** Counts from vitest's JSON report; a file that could not be loaded is one failure. */
export function vitestCount(file: string): TestCount {
  const report = JSON.parse(readFileSync(file, "utf8"))
  const unloaded = report.testResults.filter(
    (suite: { status: string; assertionResults: unknown[] }) =>
      suite.status === "failed" && suite.assertionResults.length === 0,
  )
  return { passed: report.numPassedTests, failed: report.numFailedTests + unloaded.length }
}

/** Counts from Playwright's JSON report; errors outside of tests are failures. */
export function playwrightCount(file: string): TestCount {
  const { stats, errors } = JSON.parse(readFileSync(file, "utf8"))
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length }
}
