import type { GridState } from "./grid-state"
import type { LiveAmounts, LiveBasis, LiveLine } from "./live-amounts"

/** Keeps what the document comes to by what is typed; works it out once a frame, with code that is loaded when first needed. */
export class LiveStore {
  /** Null: as stored. */
  amounts: LiveAmounts | null = null
  private basis: LiveBasis | undefined
  private grid: GridState | undefined
  private readonly listeners = new Set<() => void>()
  private isDue = false

  readonly subscribe = (heard: () => void): (() => void) => {
    this.listeners.add(heard)
    return () => this.listeners.delete(heard)
  }

  /** The document was stored, or is read in another language: amounts rest on this from now on. */
  restOn(basis: LiveBasis): void {
    this.basis = basis
    if (this.amounts) this.soon()
  }

  /** Follows the fields of a form. @param isChanged they hold what is not stored @returns ends it */
  watch(grid: GridState, isChanged: boolean): () => void {
    this.grid = grid
    if (isChanged) this.soon()
    else this.show(null)
    return grid.subscribe(() => this.soon())
  }

  private soon(): void {
    if (this.isDue) return
    this.isDue = true
    requestAnimationFrame(() => {
      this.isDue = false
      this.workOut()
    })
  }

  private async workOut(): Promise<void> {
    const { addUp } = await import("./live-amounts")
    if (!this.basis || !this.grid) return
    const amounts = addUp({ lines: this.grid.lines(), header: this.grid.header() }, this.basis)
    this.show({ ...amounts, lines: keptLines(this.amounts, amounts) })
  }

  private show(amounts: LiveAmounts | null): void {
    this.amounts = amounts
    for (const heard of this.listeners) heard()
  }
}

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
