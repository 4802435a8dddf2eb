import { type JourneyProject, runJourneys } from "./journeys"
import { findChromium } from "./services/chromium"
import { buildForTests } from "./test-portal"
import { untilStopped } from "./until-stopped"

// npm run e2e -- [--queue=postgres] [file or title, as Playwright takes them]
await untilStopped(async ending => {
  const args = process.argv.slice(2)
  const project: JourneyProject = args.includes("--queue=postgres") ? "postgres-queue" : "portal"
  const chromium = await findChromium()
  await buildForTests()
  const count = await runJourneys(
    project,
    chromium,
    ending,
    args.filter(arg => arg !== "--queue=postgres"),
  )
  console.log(`${count.passed} passed, ${count.failed} failed`)
  return count.failed === 0 ? 0 : 1
}, 130)
