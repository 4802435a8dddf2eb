import { pipeline, Readable } from "node:stream"
import { setImmediate as pause } from "node:timers/promises"
import { createGunzip } from "node:zlib"
import { type Refusal, refuse } from "@/domain/errors"
import type { FileSource } from "./understanding"

/** Bytes that a file may have, and unpack to. */
export const MAX_FILE_SIZE = 200 * 1024 * 1024

/** Bytes that are handed on at once: whoever else waits for this process has a turn between two such pieces. */
const AT_ONCE = 32 * 1024

/** A file that cannot be read as a whole, whatever its rows say: the text is `errors.file_reading.<reason>`. */
export function unreadable(reason: "empty" | "not_a_table" | "old_excel" | "damaged"): Refusal {
  return refuse(`file_reading.${reason}`, {}, "file")
}

/** More bytes than are allowed. @param bytes that are */
export function tooLarge(bytes: number): Refusal {
  return refuse("file_reading.too_large", { megabytes: bytes / 1024 / 1024 }, "file")
}

/** Whether the bytes begin as a gzip file does (RFC 1952). */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b
}

/**
 * The bytes of a file, unpacked where it is gzip, in small pieces with a pause behind each. Unpacks piece by piece too, so that a
 * small file which unpacks to much costs no more memory than another.
 *
 * @throws Refusal file_reading.damaged where it does not unpack, file_reading.too_large where it is or unpacks to too much
 */
export async function* fileBytes(file: FileSource): AsyncGenerator<Buffer> {
  const pieces = bufferPieces(file())
  const first = await pieces.next()
  if (first.done) return
  const all = rejoined(first.value, pieces)
  let size = 0
  for await (const piece of isGzip(first.value) ? gunzip(all) : all) {
    size += piece.length
    if (size > MAX_FILE_SIZE) throw tooLarge(MAX_FILE_SIZE)
    for (let at = 0; at < piece.length; at += AT_ONCE) {
      yield piece.subarray(at, at + AT_ONCE)
      await pause()
    }
  }
}

/** The first bytes as they are sent, at least two where there are so many. */
export async function firstBytes(file: FileSource): Promise<Buffer> {
  let begun = Buffer.alloc(0)
  for await (const piece of file()) {
    begun = Buffer.concat([begun, piece])
    if (begun.length >= 8) break
  }
  return begun
}

/** Pieces that are not empty, the first with at least two bytes where the file has so many. */
async function* bufferPieces(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let waiting: Buffer | undefined
  let begun = false
  for await (const bytes of pieces) {
    const piece = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    if (begun) {
      if (piece.length > 0) yield piece
      continue
    }
    waiting = waiting ? Buffer.concat([waiting, piece]) : piece
    if (waiting.length < 2) continue
    begun = true
    yield waiting
  }
  if (!begun && waiting?.length) yield waiting
}

async function* rejoined(first: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  yield first
  yield* rest
}

async function* gunzip(packed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  // The source's own errors (the database's) must not be taken for damage.
  let sourceError: unknown
  const source = Readable.from(
    (async function* () {
      try {
        yield* packed
      } catch (error) {
        sourceError = error
        throw error
      }
    })(),
  )
  try {
    yield* pipeline(source, createGunzip({ chunkSize: 128 * 1024 }), () => {}) as AsyncIterable<Buffer>
  } catch (error) {
    throw sourceError ?? (error instanceof Error && "code" in error ? unreadable("damaged") : error)
  }
}
