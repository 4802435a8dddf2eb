/** Characters of one row, line breaks between quotation marks included. */
export const MAX_ROW_LENGTH = 65_536

/**
 * Cuts text into lines, whatever ends them: LF, CR LF or CR. A line that is far too long keeps its beginning alone, so that
 * memory stays bounded whatever the file holds.
 */
export class LineCutter {
  #rest = ""

  /** The lines that end in this text. */
  push(text: string): string[] {
    const whole = this.#rest + text
    // A CR at the very end may be the first half of a CR LF.
    const end = Math.max(whole.lastIndexOf("\n"), whole.length > 1 ? whole.lastIndexOf("\r", whole.length - 2) : -1)
    if (end < 0) {
      this.#keep(whole)
      return []
    }
    const lines = whole.slice(0, end + 1).split(/\r\n|\n|\r/u)
    // What follows the last line's end is nothing.
    lines.pop()
    this.#keep(whole.slice(end + 1))
    return lines
  }

  /** The last line, where nothing ends it. */
  end(): string[] {
    const lines = this.#rest === "" ? [] : this.#rest.split(/\r\n|\n|\r/u)
    if (lines.at(-1) === "") lines.pop()
    this.#rest = ""
    return lines
  }

  #keep(rest: string): void {
    this.#rest = rest.length > MAX_ROW_LENGTH + 2 ? rest.slice(0, MAX_ROW_LENGTH + 2) : rest
  }
}

/** Whether a line holds nothing; the sign that ends files of old programs (Ctrl-Z) is nothing. */
export function isBlankLine(line: string): boolean {
  return line.trim() === "" || line.trim() === "\u001A"
}
