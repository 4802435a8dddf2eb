import { unreadable } from "./file-bytes"
import { type Archive, readWholeXml } from "./workbook-archive"

/** Bytes of the texts that cells refer to: they are held while a workbook is read. */
const MAX_STRINGS_SIZE = 64 * 1024 * 1024
const MAX_STRINGS = 2_000_000

/** The texts that cells refer to by place. @param name of the entry; undefined: the workbook has none */
export async function readSharedStrings(archive: Archive, name: string | undefined): Promise<string[]> {
  const strings: string[] = []
  if (name === undefined) return strings
  const string = new RichText()
  const handler = {
    open: (element: string) => {
      if (element === "si") string.begin()
      string.open(element)
    },
    text: (text: string) => string.add(text),
    close: (element: string) => {
      string.close(element)
      if (element !== "si") return
      if (strings.length >= MAX_STRINGS) throw unreadable("damaged")
      strings.push(string.text)
    },
  }
  await readWholeXml(archive, name, handler, MAX_STRINGS_SIZE)
  return strings
}

/** Puts a text together from its runs; how it is pronounced, which Japanese files add, is left out. */
export class RichText {
  text = ""
  #inText = false
  #inPronunciation = false

  begin(): void {
    this.text = ""
  }

  open(element: string): void {
    if (element === "t") this.#inText = true
    if (element === "rPh") this.#inPronunciation = true
  }

  add(text: string): void {
    if (this.#inText && !this.#inPronunciation) this.text += unescaped(text)
  }

  close(element: string): void {
    if (element === "t") this.#inText = false
    if (element === "rPh") this.#inPronunciation = false
  }
}

/** Characters that XML cannot hold are written `_x000D_`. */
export function unescaped(text: string): string {
  if (!text.includes("_x")) return text
  return text.replace(/_x([0-9A-F]{4})_/giu, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}
