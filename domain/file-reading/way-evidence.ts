import type { Sample } from "./understanding"

/** Texts that are alike in which ways they can be read, and in which of these they mean the same. */
type Pattern = {
  /** By way, as it stands in the evidence's ways: a number for each meaning, null where it has none. */
  meanings: (number | null)[]
  count: number
  examples: { rowNo: number; text: string; values: readonly (string | null)[] }[]
}

/** Examples that are kept of each pattern. */
const EXAMPLES = 3

/** Which way was found, and what has to be asked. */
export type SettledWay<Way extends string> = {
  /** Null: no text depends on it, or it is asked. */
  way: Way | null
  ask: { why: "open" | "contradictory"; options: { value: Way; samples: Sample[] }[] } | null
  /** At most three, those first that depend on the way. */
  samples: Sample[]
}

/**
 * Gathers from all texts of a file in which of several ways they are to be read: one file has one way. A text that cannot be
 * read in a way rules it out; where all of them are ruled out the texts contradict each other. Memory does not grow with the file.
 */
export class WayEvidence<Way extends string> {
  readonly #patterns = new Map<string, Pattern>()

  constructor(readonly ways: readonly Way[]) {}

  /** @param values what the text means in each of the ways, null where nothing */
  add(rowNo: number, text: string, values: readonly (string | null)[]): void {
    const meanings = values.map(value => (value === null ? null : values.indexOf(value)))
    const key = meanings.join()
    let pattern = this.#patterns.get(key)
    if (!pattern) {
      pattern = { meanings, count: 0, examples: [] }
      this.#patterns.set(key, pattern)
    }
    pattern.count++
    if (pattern.examples.length < EXAMPLES && !pattern.examples.some(example => example.text === text)) {
      pattern.examples.push({ rowNo, text, values })
    }
  }

  /**
   * The way of the file.
   * @param choice a person's: it is the way, whatever the texts prove
   * @param hint answers only what the texts leave open or contradict each other in
   */
  settle(choice: Way | undefined, hint: Way | undefined): SettledWay<Way> {
    if (choice !== undefined) return { way: choice, ask: null, samples: this.#samples(choice) }
    const readable = [...this.#patterns.values()].filter(({ meanings }) => meanings.some(each => each !== null))
    const possible = this.ways.filter((_, index) => readable.every(({ meanings }) => meanings[index] !== null))
    if (possible.length === 1) return { way: possible[0]!, ask: null, samples: this.#samples(possible[0]!) }
    const places = possible.map(way => this.ways.indexOf(way))
    const depends = readable.some(({ meanings }) => new Set(places.map(at => meanings[at])).size > 1)
    if (possible.length > 1 && !depends) {
      // Which of them makes no difference; that there are no others may.
      const way = possible.length < this.ways.length ? possible[0]! : null
      return { way, ask: null, samples: this.#samples(possible[0]!) }
    }
    const why = possible.length > 1 ? "open" : "contradictory"
    const candidates = possible.length > 1 ? possible : this.#supported(readable)
    if (hint !== undefined && candidates.includes(hint)) return { way: hint, ask: null, samples: this.#samples(hint) }
    const options = candidates.map(value => ({ value, samples: this.#samples(value) }))
    return { way: null, ask: { why, options }, samples: this.#samples(null) }
  }

  /** The ways in which some text can be read. */
  #supported(readable: readonly Pattern[]): Way[] {
    return this.ways.filter((_, index) => readable.some(({ meanings }) => meanings[index] !== null))
  }

  #samples(way: Way | null): Sample[] {
    const at = way === null ? -1 : this.ways.indexOf(way)
    // One of each pattern before a second of any, and those first that not every way reads alike.
    const telling = (pattern: Pattern) => (new Set(pattern.meanings).size > 1 ? 0 : 1)
    const patterns = [...this.#patterns.values()].sort((one, other) => telling(one) - telling(other))
    const examples = Array.from({ length: EXAMPLES }, (_, turn) => patterns.flatMap(each => each.examples[turn] ?? []))
    return examples
      .flat()
      .slice(0, EXAMPLES)
      .map(({ rowNo, text, values }) => ({ rowNo, text, value: at < 0 ? onlyMeaning(values) : (values[at] ?? null) }))
  }
}

/** What a text means where nobody knows the way: what it means in each in which it means anything; null: it is open. */
export function onlyMeaning(values: readonly (string | null)[]): string | null {
  const meanings = new Set(values.filter(value => value !== null))
  return meanings.size === 1 ? [...meanings][0]! : null
}
