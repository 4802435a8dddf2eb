import { purchasesSetup } from "@/db/schema"
import type { SetupDefinition } from "@/domain/setup/definition"

/** From where on a reviewer's attention is drawn to something (domain/facts). */
export const reviewFactsDefinition: SetupDefinition = {
  slug: "review-facts",
  table: purchasesSetup,
  keys: [],
  fields: [
    { name: "costIncreasePercent", kind: "number", decimals: 2, minimum: "0" },
    { name: "lowMarginPercent", kind: "number", decimals: 2, minimum: "0", maximum: "100" },
    { name: "unusualQuantitySpread", kind: "number", decimals: 2, minimum: "0" },
    { name: "newBankAccountDays", kind: "integer", minimum: 0, maximum: 365 },
  ],
  listed: [],
}
