/**
 * A text of a CSV file as a spreadsheet leaves it alone: one that begins like a formula gets an apostrophe in front
 * (OWASP, "CSV injection"; some read the wide signs of East Asian keyboards as the plain ones), and so does one that begins so
 * behind apostrophes, so that they can be told from ours. A number, a negative one too, is no formula.
 */
export function inertText(text: string): string {
  return /^'*[=+\-@\t\r\n＝＋－＠]/.test(text) && !/^-?[\d.,]+$/.test(text) ? `'${text}` : text
}

/** The text that was made inert, where it was: what came out of a file of ours goes into the next as it was. */
export function liveText(text: string): string {
  return text.startsWith("'") && inertText(text.slice(1)) === text ? text.slice(1) : text
}
