import { Decimal, toPlain } from "@/domain/money/decimal"

/** A line and the height of its row, in points. */
export type MeasuredLine<Line> = { line: Line; height: number }

export type PdfPage<Line> = {
  lines: Line[]
  /** Sum of the line amounts on the pages before; null on the first. */
  broughtForward: string | null
  /** Sum up to and including this page; null on the last. */
  carriedForward: string | null
}

/**
 * Puts lines on pages: as many as there is room for, and at least one.
 *
 * @param room.first height for lines on the first page, the carried total taken off; `next` on those behind it
 * @param room.last height that the totals take below the last line: they never stand on a page without a line
 */
export function paginate<Line extends { lineAmount: string }>(
  lines: readonly MeasuredLine<Line>[],
  room: { first: number; next: number; last: number },
): PdfPage<Line>[] {
  const pages: Line[][] = [[]]
  let left = room.first
  lines.forEach(({ line, height }, index) => {
    const page = pages.at(-1)!
    const wanted = index === lines.length - 1 ? height + room.last : height
    if (wanted > left && page.length > 0) {
      pages.push([line])
      left = room.next - height
    } else {
      page.push(line)
      left -= height
    }
  })
  let total = new Decimal(0)
  return pages.map((page, index) => {
    const before = total
    for (const { lineAmount } of page) total = total.plus(lineAmount)
    return {
      lines: page,
      broughtForward: index === 0 ? null : toPlain(before),
      carriedForward: index === pages.length - 1 ? null : toPlain(total),
    }
  })
}
