import { cpSync, mkdirSync } from "node:fs"
import { join } from "node:path"
import { root } from "./root"
import { runTool } from "./run-tool"
import { playwrightCount, type TestCount } from "./test-count"
import { startTestPortal } from "./test-portal"
import type { Ending } from "./until-stopped"

/** Projects of playwright.config.ts: the portal on Redis, and its main job on the PostgreSQL queue. */
export type JourneyProject = "portal" | "postgres-queue"

/**
 * Runs the journeys of a project in a browser against a portal of their own, built before.
 * @param chromium path of the browser
 * @param args more for Playwright, e.g. the name of a file
 * @returns how many passed and failed; the logs of a failed run are kept in test-results
 */
export async function runJourneys(
  project: JourneyProject,
  chromium: string,
  { atEnd }: Ending,
  args: string[] = [],
): Promise<TestCount> {
  const portal = await startTestPortal({ redis: project === "portal" })
  atEnd(portal.stop)
  const results = join(root, "test-results", project)
  const report = join(root, ".test-data", `${project}.json`)
  const succeeded = await runTool(
    "@playwright/test/cli.js",
    ["test", `--project=${project}`, `--output=${results}`, ...args],
    { ...portal.env, CHROMIUM_PATH: chromium, E2E_REPORT: report },
  )
  await portal.stop()
  const count = playwrightCount(report)
  if (!succeeded) {
    mkdirSync(results, { recursive: true })
    for (const log of ["web.log", "worker.log", "postgres.log"])
      cpSync(join(portal.dataDir, log), join(results, log), { force: true })
    console.log(`What web, worker and PostgreSQL logged is in ${results}.`)
    if (count.failed === 0) count.failed = 1
  }
  return count
}
