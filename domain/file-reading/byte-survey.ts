import { isAscii } from "node:buffer"
import { type NeighbourKind, neighbourKinds } from "./encoding-plausibility"

/** What follows a lead byte in UTF-8 (The Unicode Standard, table 3-7): how many bytes, and the range of the first of them. */
function sequenceOf(lead: number): { more: number; from: number; to: number } | null {
  if (lead >= 0xc2 && lead <= 0xdf) return { more: 1, from: 0x80, to: 0xbf }
  if (lead >= 0xe0 && lead <= 0xef) {
    return { more: 2, from: lead === 0xe0 ? 0xa0 : 0x80, to: lead === 0xed ? 0x9f : 0xbf }
  }
  if (lead < 0xf0 || lead > 0xf4) return null
  return { more: 3, from: lead === 0xf0 ? 0x90 : 0x80, to: lead === 0xf4 ? 0x8f : 0xbf }
}

const kinds = Array.from({ length: 256 }, (_, byte): number => neighbourKinds.indexOf(kindOf(byte)))

function kindOf(byte: number): NeighbourKind {
  if (byte >= 0x80) return "high"
  const sign = String.fromCharCode(byte)
  if (/[a-z]/u.test(sign)) return "lower"
  if (/[A-Z]/u.test(sign)) return "upper"
  if (/\d/u.test(sign)) return "digit"
  return /[\s;,|"]/u.test(sign) ? "edge" : "other"
}

const EDGE = neighbourKinds.indexOf("edge")
const KINDS = neighbourKinds.length

/**
 * Looks at every byte of a text whose encoding nobody tells: whether it is UTF-8, and in what company its other bytes stand.
 * Memory does not grow with the file.
 */
export class ByteSurvey {
  /** Characters of several bytes that are whole, as UTF-8 has them. */
  whole = 0
  /** Characters of which at least two bytes are there and not all: cut through, as UTF-8 may be and hardly anything else looks. */
  cut = 0
  /** Bytes from 0x80 on that can be no UTF-8. */
  stray = 0
  /** How often each byte from 0x80 on stands between neighbours of each kind. */
  readonly #company = new Int32Array(128 * KINDS * KINDS)
  #before = EDGE
  #pending: number | null = null
  #missing = 0
  #got = 0
  #from = 0x80
  #to = 0xbf

  push(bytes: Buffer): void {
    if (isAscii(bytes) && this.#pending === null && this.#missing === 0) {
      const last = bytes.at(-1)
      if (last !== undefined) this.#before = kinds[last]!
      return
    }
    for (const byte of bytes) {
      if (this.#missing > 0 || byte >= 0x80) this.#follow(byte)
      this.#keepCompany(byte)
    }
  }

  end(): void {
    if (this.#missing > 0) this.#break()
    this.#keepCompany(0x20)
  }

  /** Each byte from 0x80 on with its neighbours, and how often. */
  *company(): Generator<{ byte: number; before: NeighbourKind; after: NeighbourKind; times: number }> {
    for (const [index, times] of this.#company.entries()) {
      if (times === 0) continue
      const byte = 0x80 + Math.floor(index / (KINDS * KINDS))
      const before = neighbourKinds[Math.floor(index / KINDS) % KINDS]!
      yield { byte, before, after: neighbourKinds[index % KINDS]!, times }
    }
  }

  #follow(byte: number): void {
    if (this.#missing > 0) {
      if (byte >= this.#from && byte <= this.#to) {
        this.#got++
        this.#missing--
        this.#from = 0x80
        this.#to = 0xbf
        if (this.#missing === 0) this.whole++
        return
      }
      this.#break()
      if (byte < 0x80) return
    }
    const sequence = sequenceOf(byte)
    if (!sequence) {
      this.stray++
      return
    }
    this.#got = 1
    this.#missing = sequence.more
    this.#from = sequence.from
    this.#to = sequence.to
  }

  #break(): void {
    if (this.#got > 1) this.cut++
    else this.stray++
    this.#missing = 0
  }

  #keepCompany(byte: number): void {
    const kind = kinds[byte]!
    if (this.#pending !== null) {
      const index = ((this.#pending - 0x80) * KINDS + this.#before) * KINDS + kind
      this.#company[index] = this.#company[index]! + 1
      this.#before = kinds[this.#pending]!
      this.#pending = null
    }
    if (byte >= 0x80) this.#pending = byte
    else this.#before = kind
  }
}
