import type { LineField } from "./line-fields"

/**
 * Fields of a line that Enter may stop at, in the order in which they are seen (docs/semantics/speed-and-find.md, 1 and 4). Ticks
 * are not among them: Enter is a button's there.
 */
export const quickPathFields = [
  "no",
  "description",
  "quantity",
  "unitOfMeasureCode",
  "price",
  "lineDiscountPercent",
] as const satisfies readonly LineField[]

export type QuickPathField = (typeof quickPathFields)[number]

/** Where Enter stops for who has not chosen. */
export const usualQuickPath: readonly QuickPathField[] = ["no", "quantity", "price"]

/** How the page's root says it, where the lines' keys read it; undefined: as usual. */
export const writtenQuickPath = (path: readonly QuickPathField[]): string | undefined =>
  path.join() === usualQuickPath.join() ? undefined : path.join(" ")

/** The fields that Enter stops at, by what the page's root says. */
export function readQuickPath(written: string | undefined): readonly QuickPathField[] {
  if (written === undefined) return usualQuickPath
  const chosen = new Set(written.split(" "))
  return quickPathFields.filter(field => chosen.has(field))
}
