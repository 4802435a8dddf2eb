import { buildIfChanged, standardPlace } from "./build"
import { untilStopped } from "./until-stopped"

// npm run build: makes what `npm run web`, worker, migrate and the other programs run, of the sources here. Where a web of this folder
// runs, build in a folder of its own (docs/operations.md).
await untilStopped(async () => {
  const built = await buildIfChanged(standardPlace, () => console.log("Building …"))
  console.log(built ? "Built." : "Nothing has changed since the last build.")
  return 0
})
