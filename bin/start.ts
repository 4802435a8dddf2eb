import { runPortal } from "./run-portal"
import { untilStopped } from "./until-stopped"

await untilStopped(async ending => {
  await runPortal(process.env, { web: ".next", server: "dist" }, ending)
  return undefined
})
