/** What is loaded with the first change of a document. */
export { LineAsker } from "./line-asker"
export { LinesRead, readAhead } from "./lines-read"
export { addUpDraft } from "./live-amounts"
