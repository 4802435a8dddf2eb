import type { DocumentView } from "@/components/document-form/view"

/**
 * Where work on a document begins (`DocumentView.focus`): where a line is added while there is none; the first quantity of a
 * draft that nobody has saved since it was made; later what is still to be filled in, if anything.
 *
 * @param awaited a field of the header that is filled in from the vendor's paper
 */
export function withFocusOnArrival(view: DocumentView, awaited?: string): DocumentView {
  const isOpen = awaited !== undefined && view.header[awaited] === ""
  if (view.lines.length > 0 && view.version > 1 && isOpen) return { ...view, focus: `header.${awaited}` }
  const line = view.lines.find(({ values }) => values.quantity) ?? view.lines[0]
  return { ...view, focus: line ? `lines.${line.id}.quantity` : "newLine.text" }
}
