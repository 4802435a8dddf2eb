import { LineListeners } from "./line-listeners"
import { type LineStep, placeOfStep, reversed, type StepPlace, stepBetween, withStep } from "./line-step"
import type { FormLine } from "./view"

/** Steps that can be taken back. */
const MOST_STEPS = 50

type Lines = readonly FormLine[]

/** A field of a line and its text. */
export type LineText = { line: string; field: string; text: string }

type Steps = { undone: readonly LineStep[]; done: readonly LineStep[] }

/**
 * The lines of a document's form as they are now, also of rows that are not drawn, and the steps that led there. What is
 * typed into a cell is one step, ended by `commit`; a change is one, however many lines it touches.
 */
export class FormLines {
  private known: ReadonlyMap<string, FormLine>
  private order: readonly string[]
  /** The lines before what is being typed. */
  private open: Lines | undefined
  private steps: Steps
  private made: number
  private readonly listeners = new Set<() => void>()
  private readonly drawn = new LineListeners()

  constructor(
    private now: Lines,
    { made = 0, ...steps }: Steps & { made?: number } = { done: [], undone: [] },
  ) {
    this.known = byId(now)
    this.order = now.map(({ id }) => id)
    this.steps = steps
    this.made = Math.max(made, ...this.order.map(newLineNumberOf))
  }

  lines(): Lines {
    return this.now
  }

  line(id: string): FormLine | undefined {
    return this.known.get(id)
  }

  /** Of the lines, in their order; the same array until that changes. */
  readonly ids = (): readonly string[] => this.order

  /** For a line that does not exist yet. */
  newId(): string {
    do this.made++
    while (this.known.has(`new${this.made}`))
    return `new${this.made}`
  }

  readonly subscribe = (heard: () => void): (() => void) => {
    this.listeners.add(heard)
    return () => {
      this.listeners.delete(heard)
    }
  }

  /** As `subscribe`, of one line: of many that change at once the first are told at once, the others soon. */
  subscribeLine(id: string, heard: () => void): () => void {
    return this.drawn.subscribe(id, heard)
  }

  /** While a cell is typed into. */
  type(text: LineText): void {
    if ((this.line(text.line)?.values[text.field] ?? "") === text.text) return
    this.open ??= this.now
    this.set(withFormTexts(this.now, [text]))
  }

  /** What was typed is a step. */
  commit(): void {
    const before = this.open
    this.open = undefined
    if (before) this.record(stepBetween(before, this.now))
  }

  /** One step. */
  change(edit: (lines: Lines) => Lines): void {
    this.commit()
    const before = this.now
    this.set(edit(before))
    this.record(stepBetween(before, this.now))
  }

  write(texts: readonly LineText[]): void {
    this.change(lines => withFormTexts(lines, texts))
  }

  /** What follows from the last step and is taken back with it: what an item gives. */
  amend(edit: (lines: Lines) => Lines): void {
    const before = this.now
    this.set(edit(before))
    const last = this.steps.done.at(-1)
    if (this.open || !last) return
    const joined = stepBetween(withStep(before, reversed(last)), this.now)
    this.steps = { ...this.steps, done: [...this.steps.done.slice(0, -1), ...(joined ? [joined] : [])] }
  }

  /** Takes the last step back. @returns where to look; undefined: there was none */
  undo(): StepPlace | undefined {
    this.commit()
    const step = this.steps.done.at(-1)
    if (!step) return undefined
    this.steps = { done: this.steps.done.slice(0, -1), undone: [...this.steps.undone, step] }
    return this.go(reversed(step))
  }

  /** Does the step again that was taken back last. @returns where to look; undefined: there was none */
  redo(): StepPlace | undefined {
    this.commit()
    const step = this.steps.undone.at(-1)
    if (!step) return undefined
    this.steps = { done: [...this.steps.done, step], undone: this.steps.undone.slice(0, -1) }
    return this.go(step)
  }

  /** The lines as another drawing of the form has them, with the steps so far. */
  upon(lines: Lines): FormLines {
    this.commit()
    return new FormLines(lines, { ...this.steps, made: this.made })
  }

  private go(step: LineStep): StepPlace {
    this.set(withStep(this.now, step))
    return placeOfStep(step) ?? { id: this.now[0]?.id ?? "" }
  }

  private record(step: LineStep | undefined): void {
    if (step) this.steps = { done: [...this.steps.done, step].slice(-MOST_STEPS), undone: [] }
  }

  private set(lines: Lines): void {
    if (lines === this.now) return
    const before = this.known
    this.now = lines
    this.known = byId(lines)
    const ids = lines.map(({ id }) => id)
    if (ids.length !== this.order.length || ids.some((id, at) => id !== this.order[at])) this.order = ids
    this.drawn.tell(ids.filter(id => this.known.get(id) !== before.get(id)))
    for (const heard of [...this.listeners]) heard()
  }
}

const newLineNumberOf = (id: string) => Number(/^new(\d+)$/u.exec(id)?.[1] ?? 0)

const byId = (lines: Lines) => new Map(lines.map(line => [line.id, line]))

/** The lines with other texts in some fields; what was wrong with those is to be found out anew. */
export function withFormTexts(lines: Lines, texts: readonly LineText[]): Lines {
  const given = new Map<string, LineText[]>()
  for (const text of texts) given.set(text.line, [...(given.get(text.line) ?? []), text])
  return lines.map(line => {
    const own = given.get(line.id)
    if (!own) return line
    const values = { ...line.values, ...Object.fromEntries(own.map(({ field, text }) => [field, text])) }
    return { ...line, values, problems: without(line.problems, own) }
  })
}

function without(problems: FormLine["problems"], texts: readonly LineText[]): FormLine["problems"] {
  if (!problems || !texts.some(({ field }) => field in problems)) return problems
  const fields = new Set(texts.map(({ field }) => field))
  const left = Object.entries(problems).filter(([field]) => !fields.has(field))
  return left.length > 0 ? Object.fromEntries(left) : undefined
}
