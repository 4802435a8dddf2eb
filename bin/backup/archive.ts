import { createReadStream, createWriteStream } from "node:fs"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import { createGunzip, createGzip } from "node:zlib"

/** A file of an archive. */
export type Entry = { name: string; content: Buffer }

const block = 512

/**
 * Writes an archive that `tar xzf` unpacks too, readable by its owner alone. Nothing is kept in memory but the file that is written.
 * @param file must not be there yet
 * @throws the system's error
 */
export async function writeArchive(file: string, entries: AsyncIterable<Entry>): Promise<void> {
  const out = createWriteStream(file, { flags: "wx", mode: 0o600 })
  await pipeline(Readable.from(blocksOf(entries), { objectMode: false }), createGzip({ level: 6 }), out)
}

async function* blocksOf(entries: AsyncIterable<Entry>): AsyncGenerator<Buffer> {
  for await (const { name, content } of entries) {
    yield header(name, content.length)
    yield content
    yield Buffer.alloc((block - (content.length % block)) % block)
  }
  yield Buffer.alloc(2 * block)
}

/** As POSIX has it ("ustar"). */
function header(name: string, size: number): Buffer {
  if (Buffer.byteLength(name) > 100) throw new RangeError(`${name} is too long a name`)
  const bytes = Buffer.alloc(block)
  bytes.write(name, 0)
  bytes.write("0000600\0", 100)
  bytes.write("0000000\0", 108)
  bytes.write("0000000\0", 116)
  bytes.write(`${size.toString(8).padStart(11, "0")}\0`, 124)
  bytes.write(
    `${Math.floor(Date.now() / 1_000)
      .toString(8)
      .padStart(11, "0")}\0`,
    136,
  )
  bytes.write("        ", 148)
  bytes.write("0", 156)
  bytes.write("ustar\0", 257)
  bytes.write("00", 263)
  const sum = bytes.reduce((total, byte) => total + byte, 0)
  bytes.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148)
  return bytes
}

/**
 * The files of an archive, one after the other.
 * @throws the system's error; Error where it ends before its end, or is no such archive
 */
export async function* readArchive(file: string): AsyncGenerator<Entry> {
  const source = createReadStream(file)
  const unpacked = createGunzip()
  source.on("error", error => unpacked.destroy(error))
  source.pipe(unpacked)
  const bytes = new Bytes(unpacked[Symbol.asyncIterator]() as AsyncIterator<Buffer>)
  while (true) {
    const head = await bytes.take(block)
    if (head.every(byte => byte === 0)) return
    if (head.toString("latin1", 257, 262) !== "ustar") throw new Error("it is no archive of ours")
    const name = head.toString("utf8", 0, head.indexOf(0))
    const size = Number.parseInt(head.toString("latin1", 124, 135), 8)
    const content = await bytes.take(size)
    await bytes.take((block - (size % block)) % block)
    yield { name, content }
  }
}

/** Takes so many bytes of what comes in pieces. */
class Bytes {
  private waiting: Buffer[] = []
  private length = 0

  constructor(private readonly source: AsyncIterator<Buffer>) {}

  async take(count: number): Promise<Buffer> {
    while (this.length < count) {
      const { value, done } = await this.source.next()
      if (done) throw new Error("it ends in the middle")
      this.waiting.push(value)
      this.length += value.length
    }
    const all = Buffer.concat(this.waiting)
    const rest = all.subarray(count)
    this.waiting = rest.length > 0 ? [rest] : []
    this.length = rest.length
    return all.subarray(0, count)
  }
}
