import { defineConfig } from "@playwright/test"

/**
 * Journeys against a running production build, which bin/test.ts or bin/e2e.ts starts and names in E2E_URL. The demo's
 * data is shared: a journey makes what it changes.
 */
export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  outputDir: "test-results",
  fullyParallel: true,
  // One more than the cores of the smallest machine: each waits for the server as often as it computes.
  workers: 3,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["line"], ["json", { outputFile: process.env.E2E_REPORT ?? "test-results/report.json" }]],
  use: {
    baseURL: process.env.E2E_URL,
    browserName: "chromium",
    locale: "en-GB",
    timezoneId: "Europe/Amsterdam",
    viewport: { width: 1440, height: 900 },
    // A trace keeps every page as it stood at every step, which takes longer than the steps: `npm run e2e -- --trace on`.
    trace: "off",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH,
      args: [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    { name: "portal" },
    // The main job once more, on the fallback queue.
    { name: "postgres-queue", grep: /@postgres-queue/ },
  ],
})
