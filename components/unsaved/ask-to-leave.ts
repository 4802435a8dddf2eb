import { hasUnsavedWork } from "./unsaved-work"

let question: ((go: () => void) => void) | undefined

/** Who puts the question; the page's one dialog. @returns a function that ends it */
export function putQuestionBy(ask: (go: () => void) => void): () => void {
  question = ask
  return () => {
    if (question === ask) question = undefined
  }
}

/** Goes at once where nothing would be lost, else when somebody has said so. For what leaves a page by script. */
export function askToLeave(go: () => void): void {
  if (question && hasUnsavedWork()) question(go)
  else go()
}
