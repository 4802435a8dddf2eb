import type { GivenLines } from "./given-lines"
import type { GridState } from "./grid-state"
import type { LineAsker } from "./line-asker"
import { LineListeners } from "./line-listeners"
import type { LinesRead } from "./lines-read"
import type { LiveAmounts, LiveBasis, LiveLine } from "./live-amounts"
import { whenIdle } from "./turns"

/** Milliseconds above which it is worked out between keys, and the latest after one. */
const SLOW = 8
const LATEST = 80

/** Milliseconds above which it is worked out when the keys rest, and how long they rest then. */
const VERY_SLOW = 40
const QUIET = 100

/**
 * Keeps what the document comes to by what is typed, and what its lines are given. It is worked out once a frame, of a long
 * document between keys or when they rest, by code that is loaded when it is first needed.
 */
export class LiveStore {
  /** Null: as stored. */
  amounts: LiveAmounts | null = null
  given: GivenLines = { lines: {}, units: {}, says: [] }
  private basis: LiveBasis | undefined
  private grid: GridState | undefined
  private asker: LineAsker | undefined
  private readonly listeners = new Set<() => void>()
  private readonly drawn = new LineListeners()
  /** What single lines come to where that is not as stored. */
  private shown: Readonly<Record<string, LiveLine | undefined>> = {}
  /** Milliseconds that working it out took last. */
  private took = 0
  /** Calls off what is to be worked out; undefined: nothing is. */
  private endDue: (() => void) | undefined
  private memory: LinesRead | undefined

  /** @param url answers what lines are given */
  constructor(private readonly url = "") {}

  readonly subscribe = (heard: () => void): (() => void) => {
    this.listeners.add(heard)
    return () => this.listeners.delete(heard)
  }

  /** As `subscribe`, for what one line comes to. */
  subscribeLine(id: string, heard: () => void): () => void {
    return this.drawn.subscribe(id, heard)
  }

  /** What a line comes to by what is typed; undefined: as stored. */
  amountsOf(id: string): LiveLine | undefined {
    return this.shown[id]
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
      this.endDue?.()
      this.endDue = undefined
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
    if (this.took > VERY_SLOW) this.endDue?.()
    else if (this.endDue) return
    this.endDue = whenDue(this.took, () => {
      this.endDue = undefined
      this.workOut()
    })
  }

  private async workOut(): Promise<void> {
    const { addUpDraft, LineAsker, LinesRead, readAhead } = await import("./live-work")
    const { basis, grid } = this
    if (!basis || !grid) return
    this.memory ??= new LinesRead()
    const given = Object.fromEntries(Object.entries(this.given.lines).map(([id, { line }]) => [id, line]))
    const known = { ...basis, given }
    await readAhead(grid.lines(), grid.header(), known, this.memory)
    // Stored or drawn anew meanwhile: it is worked out anew.
    if (this.basis !== basis || this.grid !== grid) return
    const since = performance.now()
    this.show(addUpDraft({ lines: grid.lines(), header: grid.header() }, known, this.memory))
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
    const before = this.shown
    this.shown = amounts ? otherThanStored(before, amounts, this.basis) : {}
    const ids = new Set([...Object.keys(before), ...Object.keys(this.shown)])
    this.drawn.tell([...ids].filter(id => before[id] !== this.shown[id]))
    this.tell()
  }

  private tell(): void {
    for (const heard of this.listeners) heard()
  }
}

const none: readonly string[] = []

/** @param took milliseconds that it took last @returns ends it */
function whenDue(took: number, run: () => void): () => void {
  if (took > VERY_SLOW) {
    const timer = setTimeout(run, QUIET)
    return () => clearTimeout(timer)
  }
  if (took > SLOW) return whenIdle(run, LATEST)
  const frame = requestAnimationFrame(run)
  return () => cancelAnimationFrame(frame)
}

/** Lines that come to something else than is stored. Those that come to the same as before stay the same objects: no row is drawn anew. */
function otherThanStored(
  before: Readonly<Record<string, LiveLine | undefined>>,
  { lines }: LiveAmounts,
  basis: LiveBasis | undefined,
): Record<string, LiveLine> {
  const decimals = basis?.reader.amountDecimals ?? 2
  const other = Object.entries(lines).filter(([id, line]) => {
    const stored = basis?.lines[id]
    return !(line && stored && isSame({ ...stored, decimals }, line))
  })
  return Object.fromEntries(other.map(([id, line]) => [id, isSame(before[id], line) ? before[id]! : line]))
}

function isSame(before: LiveLine | undefined, after: LiveLine): boolean {
  if (!before || !after) return before === after
  return (
    before.lineAmount === after.lineAmount &&
    before.vatIdentifier === after.vatIdentifier &&
    before.vatPercent === after.vatPercent &&
    before.vatCalculationType === after.vatCalculationType &&
    before.decimals === after.decimals
  )
}
