import { type BuildPlace, buildIfChanged } from "./build"
import { startPortal } from "./portal"
import { greet, prepare } from "./prepare"
import type { Settings } from "./settings"
import type { Ending } from "./until-stopped"

/**
 * What `npm start` does: makes ready what the portal stands on, builds it if needed, and keeps it running.
 * @param given the environment as the person set it
 * @param options.empty for a company of one's own: no demo
 * @throws EnvError and Error with a line that names what is wrong
 */
export async function runPortal(
  given: Settings,
  place: BuildPlace,
  { atEnd }: Ending,
  options: { empty?: boolean } = {},
): Promise<void> {
  const prepared = await prepare(given, "production", ".data", options)
  const { settings } = prepared
  await buildIfChanged(place, () => console.log("Building; later starts skip this …"))
  const portal = await startPortal(settings, place)
  atEnd(portal.stop)
  await portal.ready()
  greet(portal.url, prepared)
}
