import { stopServices } from "@/bin/services/supervise"
import { buildForTests } from "@/bin/test-portal"

/** The portal as `npm test` has built it; built here when the sources have changed since. */
export default async function setup(): Promise<void> {
  await buildForTests()
  await stopServices()
}
