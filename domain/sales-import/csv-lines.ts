import { MAX_ROW_LENGTH } from "./limits"

const LF = 0x0a
const CR = 0x0d

/** More bytes than any line that can still be a row: a character takes at most four. */
const LONGEST_KEPT = 4 * MAX_ROW_LENGTH

/**
 * Cuts a stream of bytes into lines, whatever ends them: LF, CR LF or CR. A line that is far too long keeps its beginning
 * alone, so that memory stays bounded whatever the file holds.
 *
 * Text is UTF-8; a block that is not is taken for Windows-1252, as older spreadsheets write it. NUL, which the database
 * cannot keep, becomes U+FFFD.
 */
export class LineCutter {
  #rest: Buffer[] = []
  #restLength = 0
  #begun = false

  /** The lines that end in these bytes. */
  push(bytes: Buffer): string[] {
    let end = bytes.lastIndexOf(LF)
    // A CR at the very end may be the first half of a CR LF.
    if (end < 0) end = bytes.length > 1 ? bytes.lastIndexOf(CR, bytes.length - 2) : -1
    if (end < 0) {
      this.#keep(bytes)
      return []
    }
    const lines = this.#decode(bytes.subarray(0, end + 1)).split(/\r\n|\n|\r/u)
    // What follows the last line's end is nothing.
    lines.pop()
    this.#keep(bytes.subarray(end + 1))
    return lines
  }

  /** The last line, where nothing ends it. */
  end(): string[] {
    if (this.#restLength === 0) return []
    const lines = this.#decode(Buffer.alloc(0)).split(/\r\n|\n|\r/u)
    if (lines.at(-1) === "") lines.pop()
    return lines
  }

  #keep(bytes: Buffer): void {
    const kept = bytes.subarray(0, LONGEST_KEPT - this.#restLength)
    if (kept.length === 0) return
    this.#rest.push(kept)
    this.#restLength += kept.length
  }

  #decode(bytes: Buffer): string {
    const whole = this.#restLength > 0 ? Buffer.concat([...this.#rest, bytes]) : bytes
    this.#rest = []
    this.#restLength = 0
    // TextDecoder drops a byte order mark; only the file's first one is that.
    const text = decodeText(whole, { ignoreBOM: this.#begun })
    this.#begun = true
    return text.includes("\0") ? text.replaceAll("\0", "\uFFFD") : text
  }
}

function decodeText(bytes: Buffer, options: { ignoreBOM: boolean }): string {
  try {
    return new TextDecoder("utf-8", { ...options, fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder("windows-1252").decode(bytes)
  }
}
