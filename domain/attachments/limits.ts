/** Files on one number of a document. */
export const MOST_FILES = 100
