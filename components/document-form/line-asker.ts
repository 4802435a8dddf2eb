import {
  fillIn,
  type GivenLine,
  type GivenLines,
  headerQuestion,
  isGiven,
  questionOf,
  storedQuestion,
} from "./given-lines"
import type { GridState } from "./grid-state"
import type { LiveBasis } from "./live-amounts"
import type { FormLine } from "./view"

/** Milliseconds of quiet before the server is asked what lines are given by what was typed. */
const quiet = 250

/** Asks the server what lines are given by what is typed in them or in the header, and fills it in. All lines at once. */
export class LineAsker {
  private readonly asked = new Map<string, string>()
  /** Lines of which nothing is to be asked, as they are. */
  private closed = new WeakSet<FormLine>()
  private header: string | undefined
  private basis: LiveBasis | undefined
  private timer: ReturnType<typeof setTimeout> | undefined
  private sending: AbortController | undefined

  /** @param answered is told what was given */
  constructor(
    private readonly url: string,
    private readonly answered: (given: GivenLines) => void,
  ) {}

  /** Looks whether something is to be asked. */
  look(grid: GridState, basis: LiveBasis): void {
    if (basis.lines !== this.basis?.lines) {
      this.asked.clear()
      this.closed = new WeakSet()
    }
    this.basis = basis
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.ask(grid), quiet)
  }

  stop(): void {
    clearTimeout(this.timer)
    this.sending?.abort()
  }

  private async ask(grid: GridState): Promise<void> {
    const { basis } = this
    if (!basis) return
    const header = grid.header()
    const about = headerQuestion(header, basis)
    this.header ??= about
    const lines = grid.lines().filter(isGiven)
    const open = about === this.header ? lines.filter(line => this.isOpen(line, basis)) : lines
    if (open.length === 0) return
    const questions = new Map(open.map(line => [line.id, questionOf(line)]))
    for (const [id, question] of questions) this.asked.set(id, question)
    this.header = about
    this.sending?.abort()
    this.sending = new AbortController()
    const given = await this.fetch({ language: basis.reader.language, header, lines: open }, this.sending.signal)
    if (!given) {
      // Asked again with the next change.
      for (const id of questions.keys()) this.asked.delete(id)
      this.closed = new WeakSet()
      return
    }
    // Stored meanwhile, or by somebody else's hand: it is another form now.
    if (this.basis?.lines !== basis.lines) return
    const unchanged = grid.lines().filter(line => questions.get(line.id) === questionOf(line))
    const changes = unchanged.flatMap(line => {
      const found = given.lines[line.id]
      return found ? fillIn(line, found, basis) : []
    })
    this.answered({ ...given, lines: only(given.lines, unchanged) })
    if (changes.length > 0) grid.write(changes, "given")
  }

  private isOpen(line: FormLine, basis: LiveBasis): boolean {
    if (this.closed.has(line)) return false
    const stored = basis.lines[line.id]
    const known = this.asked.get(line.id) ?? (stored && storedQuestion(stored, line, basis))
    const isOpen = known !== questionOf(line)
    if (!isOpen) this.closed.add(line)
    return isOpen
  }

  private async fetch(asked: object, signal: AbortSignal): Promise<GivenLines | undefined> {
    try {
      const headers = { "content-type": "application/json" }
      const answer = await fetch(this.url, { method: "POST", body: JSON.stringify(asked), headers, signal })
      return answer.ok ? ((await answer.json()) as GivenLines) : undefined
    } catch {
      return undefined
    }
  }
}

const only = (given: Record<string, GivenLine>, lines: readonly FormLine[]) =>
  Object.fromEntries(lines.flatMap(({ id }) => (given[id] ? [[id, given[id]]] : [])))
