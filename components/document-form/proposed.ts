import type { Candidate } from "./view"

/**
 * Which proposal Enter takes before an arrow went to one (docs/semantics/speed-and-find.md, 9): the best that may be taken. -1: none,
 * as where the list was opened without a text, or still answers an earlier one.
 *
 * @param answeredFor the text that was looked up, without blanks around it
 */
export function toTake(found: readonly Candidate[], typed: string, answeredFor: string): number {
  const isAnswer = answeredFor !== "" && answeredFor === typed.trim()
  return isAnswer ? found.findIndex(({ disabled }) => !disabled) : -1
}

/** Whether a text names it exactly, and does not merely look like it. */
export function isNamed({ value, no = value }: Candidate, text: string): boolean {
  const wanted = text.trim().toLowerCase()
  return [value, no].some(name => name.toLowerCase() === wanted)
}

/** Where an arrow goes from what is marked; over the end to the other end. */
export function steppedTo(marked: number, step: 1 | -1, count: number): number {
  return marked < 0 && step === -1 ? count - 1 : (marked + step + count) % count
}

/** Those that begin with what is typed; all, where none does. */
export function matching(choices: readonly Candidate[], typed: string): Candidate[] {
  const wanted = typed.trim().toLowerCase()
  const begun = choices.filter(({ value }) => value.toLowerCase().startsWith(wanted))
  return begun.length > 0 ? begun : [...choices]
}
