import { runPortal } from "@/bin/run-portal"
import { testPlace } from "@/bin/test-portal"
import { untilStopped } from "@/bin/until-stopped"

// As `npm start`, with the build that the tests have made.
await untilStopped(async ending => {
  await runPortal(process.env, testPlace, ending)
  return undefined
})
