import type { LineText } from "./form-lines"
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
import { eachInTurns } from "./turns"
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
  private sending: { end: AbortController; lines: readonly string[]; headerBefore: string } | undefined
  private turns = 0

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
    this.sending?.end.abort()
  }

  private async ask(grid: GridState): Promise<void> {
    const { basis } = this
    if (!basis) return
    this.takeBack()
    const turn = ++this.turns
    const header = grid.header()
    const about = headerQuestion(header, basis)
    this.header ??= about
    const isOther = about !== this.header
    const open: FormLine[] = []
    await eachInTurns(grid.lines().filter(isGiven), line => {
      if (isOther || this.isOpen(line, basis)) open.push(line)
    })
    if (turn !== this.turns || this.basis?.lines !== basis.lines || open.length === 0) return
    const questions = new Map(open.map(line => [line.id, questionOf(line)]))
    for (const [id, question] of questions) this.asked.set(id, question)
    const end = new AbortController()
    this.sending = { end, lines: [...questions.keys()], headerBefore: this.header }
    this.header = about
    const given = await this.fetch({ language: basis.reader.language, header, lines: open }, end.signal)
    if (end.signal.aborted) return
    // Asked again with the next change.
    if (!given) return this.takeBack()
    this.sending = undefined
    // Stored meanwhile, or by somebody else's hand: it is another form now.
    if (this.basis?.lines !== basis.lines) return
    await this.fill(grid, basis, given, questions)
  }

  /** Fills in what was given, where the lines still say what was asked. */
  private async fill(
    grid: GridState,
    basis: LiveBasis,
    given: GivenLines,
    questions: ReadonlyMap<string, string>,
  ): Promise<void> {
    const filled = new Map<FormLine, LineText[]>()
    await eachInTurns(grid.lines(), line => {
      const question = questions.get(line.id)
      if (question === undefined || question !== questionOf(line)) return
      const found = given.lines[line.id]
      filled.set(line, found ? fillIn(line, found, basis) : [])
    })
    // Those that were typed into between the turns are asked about again.
    const unchanged = grid.lines().filter(line => filled.has(line))
    this.answered({ ...given, lines: only(given.lines, unchanged) })
    const changes = unchanged.flatMap(line => filled.get(line) ?? [])
    if (changes.length > 0) grid.write(changes, "given")
  }

  /** What was asked and not answered is to be asked again. */
  private takeBack(): void {
    if (!this.sending) return
    this.sending.end.abort()
    for (const id of this.sending.lines) this.asked.delete(id)
    this.closed = new WeakSet()
    this.header = this.sending.headerBefore
    this.sending = undefined
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
