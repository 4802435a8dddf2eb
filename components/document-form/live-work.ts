/** What is loaded with the first change of a document. */
export { LineAsker } from "./line-asker"
export { addUpDraft } from "./live-amounts"
