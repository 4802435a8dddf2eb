/** The forms of the page that can hold unsaved work, each with the answer to whether it does now. */
const forms = new Map<HTMLFormElement, () => boolean>()
/** Forms that somebody chose to leave, until they are typed into again. */
const abandoned = new WeakSet<HTMLFormElement>()

/**
 * Takes a form into account when the page is about to be left.
 * @param isUnsaved whether it holds what is not saved yet
 * @returns a function that ends it
 */
export function watchForm(form: HTMLFormElement, isUnsaved: () => boolean): () => void {
  forms.set(form, isUnsaved)
  return () => forms.delete(form)
}

/** Whether a form of the page is watched: it answers in its place, so that sending it leaves nothing. */
export function isWatched(form: HTMLFormElement): boolean {
  return forms.has(form)
}

/** Whether leaving the page would lose something. */
export function hasUnsavedWork(): boolean {
  return [...forms].some(([form, isUnsaved]) => !abandoned.has(form) && isUnsaved())
}

/** What the forms of the page hold is not wanted: nobody asks about it any more. */
export function abandonWork(): void {
  for (const form of forms.keys()) abandoned.add(form)
}

/** Whether somebody chose to leave the form with what it holds. */
export function isAbandoned(form: HTMLFormElement): boolean {
  return abandoned.has(form)
}

/** The form is typed into (again). */
export function resumeWork(form: HTMLFormElement): void {
  abandoned.delete(form)
}
