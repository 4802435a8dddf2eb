/** What is loaded with the first change of a document. */
export { LineAsker } from "./line-asker"
export { addUp } from "./live-amounts"
