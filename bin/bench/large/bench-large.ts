import { buildForTests, startTestPortal } from "@/bin/test-portal"
import type { Ending } from "@/bin/until-stopped"
import { allTables, cards, keptLargeData } from "./kept-large-data"

/** What `cards` measures: the lists of master data, and searching in them. */
const ofCards = "^(vendors|items|customers)\\b|^search (vendors|items|customers)$"

/**
 * `npm run bench -- pages` and `cards`: the portal on the large data.
 * @param chosen a pattern of what is to be measured; absent: all
 */
export async function benchLarge(of: "pages" | "cards", { atEnd }: Ending, chosen?: string): Promise<void> {
  await buildForTests()
  const portal = await startTestPortal({ redis: true, given: await keptLargeData(of === "cards" ? cards : allTables) })
  atEnd(portal.stop)
  const { benchPages } = await import("./pages")
  await benchPages(portal.url, chosen ?? (of === "cards" ? ofCards : undefined))
  await portal.stop()
}
