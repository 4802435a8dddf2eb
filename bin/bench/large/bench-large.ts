import { buildForTests, startTestPortal } from "@/bin/test-portal"
import type { Ending } from "@/bin/until-stopped"
import { keptLargeData } from "./kept-large-data"

/** `npm run bench -- pages`: the portal on the large data. @param chosen a pattern of what is to be measured; absent: all */
export async function benchLarge({ atEnd }: Ending, chosen?: string): Promise<void> {
  await buildForTests()
  const portal = await startTestPortal({ redis: true, given: await keptLargeData() })
  atEnd(portal.stop)
  const { benchPages } = await import("./pages")
  await benchPages(portal.url, chosen)
  await portal.stop()
}
