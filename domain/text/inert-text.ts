/**
 * A text of a CSV file as a spreadsheet leaves it alone: one that begins like a formula gets an apostrophe in front
 * (OWASP, "CSV injection"; some read the wide signs of East Asian keyboards as the plain ones). A number, a negative one
 * too, is no formula.
 */
export function inertText(text: string): string {
  return /^[=+\-@\t\r\n＝＋－＠]/.test(text) && !/^-?[\d.,]+$/.test(text) ? `'${text}` : text
}
