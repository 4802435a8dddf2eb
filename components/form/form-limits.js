// JavaScript, as next.config.js reads it without a compiler.

/** Bytes of a form that the server takes; it does not look at a longer one. 10,000 lines with everything typed on them fit. */
export const MAX_FORM_SIZE = 4 * 1024 * 1024

/** Fields of one form that it takes: a page of a document's lines has some two thousand. */
export const MAX_FORM_FIELDS = 10_000
