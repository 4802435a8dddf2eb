/** Milliseconds in which lines of one kind are counted together. */
const span = 60_000
/** Lines of one kind that are written one by one in such a span, and of all kinds. */
const ofOneKind = 5
const ofAllKinds = 100
/** Kinds that are kept apart. */
const mostKinds = 500

type Kind<Line> = { written: number; left: number; last: Line; timer: NodeJS.Timeout; isOld: boolean }

/**
 * Bounds what a log says again and again: of a kind the first few lines of a minute are written; what follows is left out and written
 * at the minute's end as one line with its number. While that goes on it is one line a minute.
 *
 * @param write writes a line; `repeated`: for how many it stands
 */
export function boundRepeats<Line>(write: (line: Line, repeated?: number) => void): (kind: string, line: Line) => void {
  const kinds = new Map<string, Kind<Line>>()
  let writtenOfAll = 0
  let sinceOfAll = 0

  const isTooMany = () => {
    const now = Date.now()
    if (now - sinceOfAll >= span) {
      sinceOfAll = now
      writtenOfAll = 0
    }
    return writtenOfAll >= ofAllKinds
  }
  const endSpan = (name: string) => {
    const kind = kinds.get(name)
    if (!kind) return
    if (kind.left === 0) {
      kinds.delete(name)
      return
    }
    write(kind.last, kind.left)
    kind.left = 0
    kind.isOld = true
    kind.timer = later(name)
  }
  const later = (name: string) => {
    const timer = setTimeout(endSpan, span, name)
    timer.unref()
    return timer
  }

  return (named, line) => {
    const name = kinds.has(named) || kinds.size < mostKinds ? named : "of many kinds"
    let kind = kinds.get(name)
    if (!kind) {
      kind = { written: 0, left: 0, last: line, timer: later(name), isOld: false }
      kinds.set(name, kind)
    }
    kind.last = line
    if (kind.isOld || kind.written >= ofOneKind || isTooMany()) {
      kind.left++
      return
    }
    kind.written++
    writtenOfAll++
    write(line)
  }
}
