import { accountPart } from "./account-part"
import type { AnyOpeningPart, PartName } from "./opening-part"
import { stockPart } from "./stock-part"
import { vendorPart } from "./vendor-part"

/** The parts of an opening, in the order in which they are prepared. */
export const parts: Record<PartName, AnyOpeningPart> = { vendors: vendorPart, accounts: accountPart, stock: stockPart }
