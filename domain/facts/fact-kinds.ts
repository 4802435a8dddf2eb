import { boughtBefore, duplicateAmount, duplicateNumber, partOfSplit } from "./document-kinds"
import type { FactKind } from "./fact-kind"
import { costAboveLast, costAboveList, itemBlocked, marginLow, quantityUnusual } from "./line-kinds"
import { changedSince, costDiffers } from "./request-kinds"
import { bankAccountMissing, bankAccountNew, firstInvoice, vendorBlockedFact, vendorUnprovenFact } from "./vendor-kinds"

/** Every kind of fact, the worst first. Another one is another line here, and its sentence in the messages. */
export const factKinds: readonly FactKind[] = [
  vendorBlockedFact,
  itemBlocked,
  duplicateNumber,
  bankAccountNew,
  vendorUnprovenFact,
  boughtBefore,
  partOfSplit,
  duplicateAmount,
  changedSince,
  marginLow,
  costAboveList,
  costAboveLast,
  costDiffers,
  quantityUnusual,
  firstInvoice,
  bankAccountMissing,
]
