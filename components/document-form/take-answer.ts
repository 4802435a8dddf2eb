import { FormLines } from "./form-lines"
import type { DocumentView, FormLine } from "./view"

/**
 * The lines to go on with after an answer. One to changed lines alone leaves them as they are; one to a stale save is drawn
 * upon what others saved, with the steps so far; after a save the steps begin anew.
 */
export function linesAfter(before: FormLines | undefined, view: DocumentView): FormLines {
  if (before && view.isPartial) return before
  return before && view.stale ? before.upon(view.lines) : new FormLines(view.lines)
}

/** What the server put into the lines that were sent to it: a number that was picked, a line that it found. */
export function takeAnswer(lines: FormLines, view: DocumentView): void {
  const answered = view.lines.filter(line => differs(lines.line(line.id), line))
  if (answered.length === 0) return
  const texts = new Map(answered.map(line => [line.id, line]))
  lines.change(now => [
    ...now.map(line => {
      const given = texts.get(line.id)
      return given ? { ...line, values: { ...line.values, ...given.values }, problems: undefined } : line
    }),
    ...answered.filter(({ id }) => !lines.line(id)),
  ])
}

const differs = (now: FormLine | undefined, { values }: FormLine) =>
  !now || Object.entries(values).some(([field, text]) => (now.values[field] ?? "") !== text)
