import type { GivenLines } from "./given-lines"
import type { GridState } from "./grid-state"
import type { LineAsker } from "./line-asker"
import type { LiveAmounts, LiveBasis, LiveLine } from "./live-amounts"

/** Milliseconds above which it is worked out when the keys rest, and how long they rest then. */
const SLOW = 16
const QUIET = 200

/**
 * Keeps what the document comes to by what is typed, and what its lines are given. It is worked out once a frame, in a long
 * document when the keys rest, by code that is loaded when it is first needed.
 */
export class LiveStore {
  /** Null: as stored. */
  amounts: LiveAmounts | null = null
  given: GivenLines = { lines: {}, units: {}, says: [] }
  private basis: LiveBasis | undefined
  private grid: GridState | undefined
  private asker: LineAsker | undefined
  private readonly listeners = new Set<() => void>()
  private isDue = false
  /** Milliseconds that working it out took last. */
  private took = 0
  private timer: ReturnType<typeof setTimeout> | undefined

  /** @param url answers what lines are given */
  constructor(private readonly url = "") {}

  readonly subscribe = (heard: () => void): (() => void) => {
    this.listeners.add(heard)
    return () => this.listeners.delete(heard)
  }

  /** The document was stored, or is read in another language: everything rests on this from now on. */
  restOn(basis: LiveBasis): void {
    // The lines that were new have other ids now.
    if (this.basis && this.basis.lines !== basis.lines) this.given = { lines: {}, units: {}, says: [] }
    this.basis = basis
    if (this.amounts) this.soon()
    else this.tell()
  }

  /** Follows the fields of a form. @param isChanged they hold what is not stored @returns ends it */
  watch(grid: GridState, isChanged: boolean): () => void {
    this.grid = grid
    if (isChanged) this.soon()
    else this.show(null)
    const end = grid.subscribe(() => this.soon())
    return () => {
      end()
      clearTimeout(this.timer)
      this.asker?.stop()
    }
  }

  /** Units of measure that an item has. */
  unitsOf(itemNo: string): readonly string[] {
    return this.given.units[itemNo] ?? this.basis?.units[itemNo] ?? none
  }

  /** The line as a save would make it, else as it is stored. */
  lineOf(id: string) {
    return this.given.lines[id]?.line ?? this.basis?.lines[id]
  }

  private soon(): void {
    // Of a long document it would hold up the keys.
    if (this.took > SLOW) {
      clearTimeout(this.timer)
      this.timer = setTimeout(() => this.workOut(), QUIET)
      return
    }
    if (this.isDue) return
    this.isDue = true
    requestAnimationFrame(() => {
      this.isDue = false
      this.workOut()
    })
  }

  private async workOut(): Promise<void> {
    const { addUpDraft, LineAsker } = await import("./live-work")
    const { basis, grid } = this
    if (!basis || !grid) return
    const since = performance.now()
    const given = Object.fromEntries(Object.entries(this.given.lines).map(([id, { line }]) => [id, line]))
    const amounts = addUpDraft({ lines: grid.lines(), header: grid.header() }, { ...basis, given })
    this.show({ ...amounts, lines: keptLines(this.amounts, amounts) })
    this.took = performance.now() - since
    this.asker ??= new LineAsker(this.url, answer => this.take(answer))
    this.asker.look(grid, basis)
  }

  private take({ lines, units, says }: GivenLines): void {
    this.given = { lines: { ...this.given.lines, ...lines }, units: { ...this.given.units, ...units }, says }
    this.soon()
  }

  private show(amounts: LiveAmounts | null): void {
    this.amounts = amounts
    this.tell()
  }

  private tell(): void {
    for (const heard of this.listeners) heard()
  }
}

const none: readonly string[] = []

/** Lines that come to the same stay the same objects, so that their rows are not drawn anew. */
function keptLines(before: LiveAmounts | null, after: LiveAmounts): LiveAmounts["lines"] {
  if (!before) return after.lines
  return Object.fromEntries(
    Object.entries(after.lines).map(([id, line]) => {
      const earlier = before.lines[id]
      return [id, isSame(earlier, line) ? earlier! : line]
    }),
  )
}

function isSame(before: LiveLine | undefined, after: LiveLine): boolean {
  if (!before || !after) return false
  return (
    before.lineAmount === after.lineAmount &&
    before.vatIdentifier === after.vatIdentifier &&
    before.vatPercent === after.vatPercent &&
    before.vatCalculationType === after.vatCalculationType &&
    before.decimals === after.decimals
  )
}
