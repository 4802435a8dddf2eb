/** Lines are numbered in steps, so that one can be put between two without touching the rest. */
export const LINE_NO_STEP = 10_000

/** The line's number by its place: 10000 for index 0, 20000 for index 1, … */
export function lineNo(index: number): number {
  return (index + 1) * LINE_NO_STEP
}

/** The lines in the order given, each with its `lineNo`: 10000, 20000, … Whatever number they had is replaced. */
export function numberLines<Line extends object>(lines: readonly Line[]): (Line & { lineNo: number })[] {
  return lines.map((line, index) => ({ ...line, lineNo: lineNo(index) }))
}
