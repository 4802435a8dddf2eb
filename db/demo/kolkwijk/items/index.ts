import type { DemoItem } from "@/db/demo/company"
import { cableItems } from "./cable"
import { climateItems } from "./climate"
import { fasteningItems } from "./fastening"
import { installationItems } from "./installation"
import { lightingItems } from "./lighting"
import { sanitaryItems } from "./sanitary"
import { toolItems } from "./tools"

/** Everything Kolkwijk deals in. */
export const kolkwijkItems: DemoItem[] = [
  ...cableItems,
  ...installationItems,
  ...lightingItems,
  ...fasteningItems,
  ...sanitaryItems,
  ...climateItems,
  ...toolItems,
]
