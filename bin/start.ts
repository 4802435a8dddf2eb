import { buildIfChanged } from "./build"
import { startPortal } from "./portal"
import { greet, prepare } from "./prepare"
import { webEnv } from "./settings"
import { untilStopped } from "./until-stopped"

const place = { web: ".next", server: "dist" }

await untilStopped(async ({ atEnd }) => {
  const prepared = await prepare(process.env, "production", ".data")
  const { settings, env } = prepared
  await buildIfChanged(place, webEnv(settings, env), () => console.log("Building; later starts skip this …"))
  const portal = await startPortal(settings, place)
  atEnd(portal.stop)
  await portal.ready()
  greet(portal.url, prepared)
  return undefined
})
