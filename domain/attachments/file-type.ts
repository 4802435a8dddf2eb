import type { attachment } from "@/db/schema"

export type AttachmentType = NonNullable<(typeof attachment.$inferSelect)["type"]>

/** What a browser shows by itself; the rest is downloaded. */
const shown: readonly AttachmentType[] = ["application/pdf", "image/png", "image/jpeg", "image/webp"]

/** Whether a file of the type is shown beside the lines. */
export const isShown = (type: AttachmentType) => shown.includes(type)

/** Endings that a name of each type may have, the first where it has none of them: a program would be opened by its ending. */
const endings: Record<AttachmentType, readonly string[]> = {
  "application/pdf": ["pdf"],
  "image/png": ["png"],
  "image/jpeg": ["jpg", "jpeg"],
  "image/webp": ["webp"],
  "application/xml": ["xml"],
  "text/plain": ["txt", "csv"],
}

/** What a form's field offers to choose; the content decides. */
export const acceptedFiles = Object.values(endings)
  .flat()
  .map(ending => `.${ending}`)
  .join(",")

/** The name with an ending of its type. */
export function namedAs(type: AttachmentType, name: string): string {
  const ending = /\.([^.]*)$/u.exec(name)?.[1]?.toLowerCase() ?? ""
  return endings[type].includes(ending) ? name : `${name}.${endings[type][0]}`
}

const begins = (bytes: Buffer, hexadecimal: string, at = 0) =>
  bytes.subarray(at, at + hexadecimal.length / 2).toString("hex") === hexadecimal

/** Bytes at the beginning by which a file is known. */
const HEAD = 1024

/** What a text is not to be: a browser, or the program that a double click starts, would run what stands in it. */
const program =
  /<(?:!doctype\s+html|html|head|body|script|svg|iframe|hta:application)[\s>/]|xmlns(?::\w+)?\s*=\s*["'][^"']*(?:xhtml|svg)["']/iu

const control = /[^\P{Cc}\t\n\v\f\r]/u

/**
 * Tells what a file is by its content alone, piece by piece as it comes in: PDF (ISO 32000-2, 7.5.2: its head within the first 1,024
 * bytes), PNG, JPEG, WebP by their first bytes; XML and other text by there being nothing else in it. Web pages and SVGs are none: they
 * can hold programs.
 */
export class FileTypeTeller {
  #binary: AttachmentType | undefined
  #started = false
  #isText = true
  #isXml = false
  #before = ""
  readonly #decoder = new TextDecoder("utf-8")

  /** Takes in the next piece; the first has at least the head, unless the file is shorter. */
  push(piece: Buffer): void {
    if (!this.#started) {
      this.#started = true
      this.#binary = binaryType(piece.subarray(0, HEAD))
      this.#isXml = /^\uFEFF?\s*<(?:\?xml\s|[a-z_][\w.-]*[\s:>/])/iu.test(piece.subarray(0, HEAD).toString("utf8"))
    }
    if (this.#binary || !this.#isText) return
    const text = this.#decoder.decode(piece, { stream: true })
    // What begins in one piece and ends in the next one counts too.
    this.#isText = !control.test(text) && !program.test(this.#before + text)
    this.#before = text.slice(-HEAD)
  }

  /** What it was; undefined: nothing that is taken in. */
  told(): AttachmentType | undefined {
    if (this.#binary) return this.#binary
    if (!this.#started || !this.#isText) return undefined
    return this.#isXml ? "application/xml" : "text/plain"
  }
}

function binaryType(head: Buffer): AttachmentType | undefined {
  if (begins(head, "89504e470d0a1a0a")) return "image/png"
  if (begins(head, "ffd8ff")) return "image/jpeg"
  if (begins(head, "52494646") && begins(head, "57454250", 8)) return "image/webp"
  return head.includes("%PDF-") ? "application/pdf" : undefined
}
