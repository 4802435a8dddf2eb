import { mkdirSync, rmSync } from "node:fs"
import { join } from "node:path"
import { runJourneys } from "./journeys"
import { root } from "./root"
import { runTool } from "./run-tool"
import { findChromium } from "./services/chromium"
import { findRedisServer } from "./services/redis-server"
import { type TestCount, vitestCount } from "./test-count"
import { buildForTests } from "./test-portal"
import { untilStopped } from "./until-stopped"

const total: TestCount = { passed: 0, failed: 0 }

/** Runs a stage, says how long it took, and adds what it counted. @throws when something in it failed */
async function stage(name: string, work: () => Promise<TestCount | boolean>): Promise<void> {
  const start = performance.now()
  let count: TestCount | boolean
  try {
    count = await work()
  } catch (error) {
    console.error((error as Error).message)
    count = false
  }
  // A stage that counts no tests is one check when it fails, so that the last line never says all is well.
  const { passed, failed } = typeof count === "object" ? count : { passed: 0, failed: count ? 0 : 1 }
  total.passed += passed
  total.failed += failed
  console.log(`── ${name}: ${failed > 0 ? "failed, " : ""}${((performance.now() - start) / 1000).toFixed(1)} s`)
  if (failed > 0) throw new Error(`${name} failed.`)
}

/** Style and the floors, then rooms and circles, then what nothing uses. */
async function lint(): Promise<boolean> {
  return (
    (await runTool("@biomejs/biome/bin/biome", ["check"])) &&
    (await runTool("tsx/dist/cli.mjs", ["bin/lint-house.ts"])) &&
    runTool("knip/bin/knip.js", ["--no-progress", "--no-config-hints"])
  )
}

async function types(): Promise<boolean> {
  return (await runTool("next/dist/bin/next", ["typegen"])) && runTool("typescript/bin/tsc", ["--noEmit"])
}

async function build(): Promise<boolean> {
  await buildForTests()
  return true
}

async function vitest(name: "vitest" | "faults", config: string, priority?: number): Promise<TestCount> {
  const report = join(root, `.test-data/${name}.json`)
  const args = ["run", `--config=${config}`, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`]
  const succeeded = await runTool("vitest/vitest.mjs", args, {}, priority)
  const count = vitestCount(report)
  return succeeded || count.failed > 0 ? count : { ...count, failed: 1 }
}

/** Both to their end: one must not be cut off in the middle because the other has failed. */
async function together(...stages: Promise<void>[]): Promise<void> {
  for (const result of await Promise.allSettled(stages)) if (result.status === "rejected") throw result.reason
}

await untilStopped(async ending => {
  rmSync(join(root, "test-results"), { recursive: true, force: true })
  for (const report of ["vitest.json", "faults.json", "portal.json", "postgres-queue.json"])
    rmSync(join(root, ".test-data", report), { force: true })
  mkdirSync(join(root, ".test-data"), { recursive: true })
  try {
    const redis = await findRedisServer()
    await together(stage("Lint", lint), stage("Types", types))
    let chromium = ""
    const browser = async () => {
      chromium = await findChromium()
      return true
    }
    const built = together(stage("Build", build), stage("Browser", browser))
    const onPostgres = () =>
      stage("End-to-end tests, queue in PostgreSQL", () => runJourneys("postgres-queue", chromium, ending))
    if (redis) {
      // The faults mostly wait for what they killed to be noticed: the others compute meanwhile, and stand back, as faults
      // look at how long a page takes.
      await together(
        stage("Unit and database tests", () => vitest("vitest", "vitest.config.ts", 19)),
        built.then(() => stage("Faults", () => vitest("faults", "vitest.faults.config.ts"))),
      )
      await together(
        stage("End-to-end tests", () => runJourneys("portal", chromium, ending)),
        onPostgres(),
      )
    } else {
      await built
      await onPostgres()
      throw new Error(
        "No Redis can be had here. Did not run: the unit and database tests; the faults; the end-to-end tests on Redis.",
      )
    }
  } catch (error) {
    console.error((error as Error).message)
    total.failed = Math.max(total.failed, 1)
  }
  console.log(`${total.passed} passed, ${total.failed} failed`)
  return total.failed === 0 ? 0 : 1
}, 130)
