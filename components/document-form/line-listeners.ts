/** Lines that are told of at once: about what one frame can draw. The others follow, so that no key waits for hundreds of rows. */
const AT_ONCE = 40

/** Who draws single lines, by the lines' ids: a change of one line asks nothing of the thousand others. */
export class LineListeners {
  private readonly listeners = new Map<string, Set<() => void>>()
  private readonly waiting = new Set<string>()
  private timer: ReturnType<typeof setTimeout> | undefined

  /** @returns ends it */
  subscribe(id: string, heard: () => void): () => void {
    const own = this.listeners.get(id) ?? new Set()
    this.listeners.set(id, own.add(heard))
    return () => {
      own.delete(heard)
      if (own.size === 0 && this.listeners.get(id) === own) this.listeners.delete(id)
    }
  }

  /** Tells who draws these lines: of few at once, of many one part after the other, each in a turn of its own. */
  tell(ids: readonly string[]): void {
    if (ids.length > AT_ONCE) {
      for (const id of ids) this.waiting.add(id)
      // Whoever is told later reads what holds then.
      if (this.timer === undefined) this.tellSome()
    } else for (const id of ids) this.tellOne(id)
  }

  private tellOne(id: string): void {
    this.waiting.delete(id)
    for (const heard of [...(this.listeners.get(id) ?? [])]) heard()
  }

  private tellSome(): void {
    this.timer = undefined
    for (const id of [...this.waiting].slice(0, AT_ONCE)) this.tellOne(id)
    if (this.waiting.size > 0) this.timer = setTimeout(() => this.tellSome())
  }
}
