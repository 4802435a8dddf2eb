import { inflateSync } from "node:zlib"
import type { Issue } from "@/domain/errors"
import { crc32 } from "./crc-32"

export type LogoFile = { type: "image/png" | "image/jpeg"; width: number; height: number }

/** Bytes that a logo may have; the table says so too. */
export const LARGEST_LOGO = 500 * 1024

/** Pixels that each side may have. */
export const LONGEST_SIDE = 2_000

const refused = (code: string, params?: Issue["params"]): Issue => ({ field: "file", code, params })

/**
 * What picture a file is, by its content: PNG or JPEG. An SVG is none: it can hold scripts. What a printer of documents could stumble over
 * is refused here, where somebody reads why.
 */
export function readLogoFile(bytes: Buffer): LogoFile | Issue {
  if (bytes.length === 0) return refused("logo.missing")
  if (bytes.length > LARGEST_LOGO) return refused("logo.too_large", { kilobytes: LARGEST_LOGO / 1024 })
  const read = isPng(bytes) ? readPng(bytes) : isJpeg(bytes) ? readJpeg(bytes) : undefined
  if (!read) return refused(/<svg[\s>]/iu.test(bytes.toString("latin1")) ? "logo.svg" : "logo.not_a_picture")
  if (read.width > LONGEST_SIDE || read.height > LONGEST_SIDE) return refused("logo.too_wide", { pixels: LONGEST_SIDE })
  return read
}

const pngBegins = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const isPng = (bytes: Buffer) => bytes.subarray(0, 8).equals(pngBegins)
const isJpeg = (bytes: Buffer) => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff

/** Samples of a pixel by PNG's types of colour (ISO/IEC 15948, table 11.1). */
const samples: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }

type PngParts = { head?: Buffer; hasPalette: boolean; data: Buffer }

/** The chunks of a PNG that say how it is drawn; undefined: one of them is not all there, or not as it was. */
function pngParts(bytes: Buffer): PngParts | undefined {
  const found = new Map<string, Buffer[]>()
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at)
    const name = bytes.toString("latin1", at + 4, at + 8)
    const part = bytes.subarray(at + 8, at + 8 + length)
    // Browsers draw none whose sums are wrong.
    const isWhole = part.length === length && at + 12 + length <= bytes.length
    if (!isWhole || crc32(bytes.subarray(at + 4, at + 8 + length)) !== bytes.readUInt32BE(at + 8 + length))
      return undefined
    if (name === "IEND") break
    found.set(name, [...(found.get(name) ?? []), part])
    at += 12 + length
  }
  const data = Buffer.concat(found.get("IDAT") ?? [])
  return { head: found.get("IHDR")?.[0], hasPalette: found.has("PLTE"), data }
}

/** All of it is unpacked: a picture whose pixels are cut off would end whoever prints it. */
function readPng(bytes: Buffer): LogoFile | undefined {
  const { head, hasPalette, data } = pngParts(bytes) ?? { data: Buffer.alloc(0) }
  if (head?.length !== 13) return undefined
  const read: LogoFile = { type: "image/png", width: head.readUInt32BE(0), height: head.readUInt32BE(4) }
  const [depth, colour, , , interlaced] = head.subarray(8)
  const perPixel = samples[colour!]
  if (!perPixel || (colour === 3 && !hasPalette) || interlaced !== 0) return undefined
  if (Math.max(read.width, read.height) > LONGEST_SIDE) return read
  const size = read.height * (1 + Math.ceil((read.width * perPixel * depth!) / 8))
  return read.width > 0 && size > 0 && unpacks(data, size) ? read : undefined
}

function unpacks(data: Buffer, size: number): boolean {
  try {
    return inflateSync(data, { maxOutputLength: size + 1 }).length === size
  } catch {
    return false
  }
}

/** Sides as the start of a frame tells them (ITU-T T.81, B.2.2): eight bits a sample; grey, colour, or the four of print. */
function readJpeg(bytes: Buffer): LogoFile | undefined {
  for (let at = 2; at + 9 < bytes.length; ) {
    if (bytes[at] !== 0xff) return undefined
    const marker = bytes[at + 1]!
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) {
      const [height, width, components] = [bytes.readUInt16BE(at + 5), bytes.readUInt16BE(at + 7), bytes[at + 9]!]
      const isDrawn = bytes[at + 4] === 8 && [1, 3, 4].includes(components) && width > 0 && height > 0
      return isDrawn ? { type: "image/jpeg", width, height } : undefined
    }
    at += 2 + bytes.readUInt16BE(at + 2)
  }
  return undefined
}
