import { SaxesParser } from "saxes"
import { type Entry, fromBufferPromise, type ZipFile } from "yauzl"
import { Refusal } from "@/domain/errors"
import { MAX_FILE_SIZE, tooLarge, unreadable } from "./file-bytes"
import type { FileSource } from "./understanding"

/** Bytes of a workbook as it is sent: its directory stands at its end, so that all of it is held while it is read. */
const MAX_WORKBOOK_SIZE = 50 * 1024 * 1024

/** Entries of an archive; a workbook has some dozens. */
const MAX_ENTRIES = 10_000
/** Elements within elements; a sheet has eight. */
const MAX_DEPTH = 100
/** Bytes without the beginning or end of an element: Excel's longest cell has 32,767 characters. */
const MAX_SILENCE = 4 * 1024 * 1024

/** A workbook, opened: a ZIP archive of XML. */
export type Archive = { zip: ZipFile; entries: ReadonlyMap<string, Entry> }

/**
 * Opens a workbook.
 * @throws Refusal file_reading.too_large, file_reading.damaged
 */
export async function openArchive(file: FileSource): Promise<Archive> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of file()) {
    size += piece.length
    if (size > MAX_WORKBOOK_SIZE) throw tooLarge(MAX_WORKBOOK_SIZE)
    pieces.push(piece)
  }
  try {
    const whole = Buffer.concat(pieces)
    // Else it would be held twice while its directory is read.
    pieces.length = 0
    const zip = await fromBufferPromise(whole, { lazyEntries: true })
    const entries = new Map<string, Entry>()
    for await (const entry of zip.eachEntry()) {
      if (entries.size >= MAX_ENTRIES) throw unreadable("damaged")
      entries.set(entry.fileName, entry)
    }
    return { zip, entries }
  } catch {
    throw unreadable("damaged")
  }
}

/** What is told of XML while it is read; names are without their prefix. */
export type XmlHandler = {
  open?: (name: string, attributes: Readonly<Record<string, string>>) => void
  text?: (text: string) => void
  close?: (name: string) => void
}

/**
 * Reads an entry's XML piece by piece, and yields after each piece. Entities of its own are not expanded.
 *
 * @param most bytes that it may unpack to
 * @throws Refusal file_reading.damaged, file_reading.too_large
 */
export async function* readXml(
  { zip, entries }: Archive,
  name: string,
  handler: XmlHandler,
  most = MAX_FILE_SIZE,
): AsyncGenerator<void> {
  const entry = entries.get(name)
  if (!entry) throw unreadable("damaged")
  try {
    const feed = xmlFeed(handler)
    let size = 0
    for await (const bytes of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
      size += bytes.length
      if (size > most) throw tooLarge(most)
      feed(bytes)
      yield
    }
    feed(null)
  } catch (error) {
    throw error instanceof Refusal ? error : unreadable("damaged")
  }
  yield
}

/** Reads an entry's XML to its end. */
export async function readWholeXml(archive: Archive, name: string, handler: XmlHandler, most?: number): Promise<void> {
  for await (const _ of readXml(archive, name, handler, most));
}

function xmlFeed(handler: XmlHandler): (bytes: Buffer | null) => void {
  const parser = new SaxesParser({ position: false, xmlns: false } as const)
  const decoder = new TextDecoder("utf-8")
  let depth = 0
  let silence = 0
  parser.on("error", error => {
    throw error
  })
  parser.on("opentag", ({ name, attributes }) => {
    silence = 0
    if (++depth > MAX_DEPTH) throw unreadable("damaged")
    handler.open?.(localName(name), attributes)
  })
  parser.on("closetag", ({ name }) => {
    silence = 0
    depth--
    handler.close?.(localName(name))
  })
  if (handler.text) parser.on("text", handler.text)
  if (handler.text) parser.on("cdata", handler.text)
  return bytes => {
    if (bytes === null) {
      parser.write(decoder.decode()).close()
      return
    }
    silence += bytes.length
    if (silence > MAX_SILENCE) throw unreadable("damaged")
    parser.write(decoder.decode(bytes, { stream: true }))
  }
}

const localName = (name: string) => name.slice(name.indexOf(":") + 1)
