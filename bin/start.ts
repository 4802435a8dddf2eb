import { standardPlace } from "./build"
import { runPortal } from "./run-portal"
import { untilStopped } from "./until-stopped"

const [option, ...more] = process.argv.slice(2)

await untilStopped(async ending => {
  if (more.length > 0 || (option !== undefined && option !== "--empty")) throw new Error("npm start [-- --empty]")
  await runPortal(process.env, standardPlace, ending, { empty: option === "--empty" })
  return undefined
})
