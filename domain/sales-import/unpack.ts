import { pipeline, Readable } from "node:stream"
import { constants, createGunzip } from "node:zlib"
import { FileProblem } from "./file-problem"
import { MAX_SALES_FILE_SIZE } from "./limits"

/** Whether the bytes begin as a gzip file does (RFC 1952). */
function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b
}

/**
 * The bytes of a file, unpacked where it is gzip.
 *
 * @param most bytes that it may unpack to
 * @throws FileProblem import.file_damaged where it does not unpack, import.file_too_large where it unpacks to too much
 */
export async function* unpack(pieces: AsyncIterable<Buffer>, most = MAX_SALES_FILE_SIZE): AsyncGenerator<Buffer> {
  const iterator = pieces[Symbol.asyncIterator]()
  const first = await iterator.next()
  if (first.done) return
  const all = (async function* () {
    yield first.value
    yield* { [Symbol.asyncIterator]: () => iterator }
  })()
  let size = 0
  for await (const piece of isGzip(first.value) ? gunzip(all) : all) {
    size += piece.length
    if (size > most) throw salesFileTooLarge()
    yield piece
  }
}

/** More bytes than are allowed. */
export function salesFileTooLarge(): FileProblem {
  return new FileProblem("import.file_too_large", { megabytes: MAX_SALES_FILE_SIZE / 1024 / 1024 })
}

/**
 * The beginning of a file, unpacked piece by piece, so that a small file which unpacks to much is little work.
 *
 * @param most bytes that are wanted
 * @throws FileProblem import.file_damaged
 */
export async function unpackBeginning(bytes: Buffer, most: number): Promise<Buffer> {
  if (!isGzip(bytes)) return bytes.subarray(0, most)
  const gunzip = createGunzip({ chunkSize: 16 * 1024, finishFlush: constants.Z_SYNC_FLUSH })
  gunzip.end(bytes)
  const pieces: Buffer[] = []
  let size = 0
  try {
    for await (const piece of gunzip as AsyncIterable<Buffer>) {
      pieces.push(piece)
      size += piece.length
      if (size >= most) break
    }
  } catch {
    throw new FileProblem("import.file_damaged")
  }
  return Buffer.concat(pieces).subarray(0, most)
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
    throw sourceError ?? (error instanceof Error && "code" in error ? new FileProblem("import.file_damaged") : error)
  }
}
