import { ByteSurvey } from "./byte-survey"
import { oddity } from "./encoding-plausibility"
import { fileBytes } from "./file-bytes"
import { type SingleByteEncoding, singleByteEncodings } from "./text-encodings"
import type { Encoding, FileSource } from "./understanding"

/** How a text is encoded, and between which encodings only a person can decide; the first is what it is read by meanwhile. */
export type EncodingFound = { encoding: Encoding; open: Encoding[] }

/** Bytes by which UTF-16 without a byte order mark is known. */
const BEGINNING = 4096

/**
 * Finds the encoding of a text from all of its bytes: a byte order mark; noughts in every other byte (UTF-16); UTF-8 where
 * most of what is not ASCII is UTF-8, so that one broken character changes nothing for the others; else the single-byte encoding in
 * which its letters and signs stand where people put them.
 *
 * @throws Refusal where the bytes cannot be had
 */
export async function findEncoding(file: FileSource): Promise<EncodingFound> {
  const survey = new ByteSurvey()
  let begun = Buffer.alloc(0)
  for await (const bytes of fileBytes(file)) {
    if (begun.length < BEGINNING) {
      begun = Buffer.concat([begun, bytes])
      if (begun.length >= BEGINNING && wideEncoding(begun)) break
    }
    survey.push(bytes)
  }
  const wide = wideEncoding(begun)
  if (wide) return { encoding: wide, open: [] }
  survey.end()
  const { whole, cut, stray } = survey
  if (stray + cut === 0) return { encoding: "utf-8", open: [] }
  if (whole <= stray && (stray > 0 || cut === 0)) return singleByte(survey)
  // Nothing is odd in the other reading: these few bytes are UTF-8 by chance, perhaps.
  const open: Encoding[] = oddityIn(survey, "windows-1252") === 0 ? ["utf-8", "windows-1252"] : []
  return { encoding: "utf-8", open }
}

/** UTF-16, and UTF-8 where a mark says so; null: the beginning does not tell. */
function wideEncoding(begun: Buffer): Encoding | null {
  if (begun[0] === 0xff && begun[1] === 0xfe) return "utf-16le"
  if (begun[0] === 0xfe && begun[1] === 0xff) return "utf-16be"
  if (begun[0] === 0xef && begun[1] === 0xbb && begun[2] === 0xbf) return "utf-8"
  const bytes = begun.subarray(0, BEGINNING)
  const noughts = [0, 0]
  for (const [at, byte] of bytes.entries()) if (byte === 0) noughts[at % 2]!++
  const [even, odd] = noughts as [number, number]
  // Figures and Latin letters have a nought in one half of each pair; a binary file has them in both.
  if (odd > bytes.length / 5 && even < bytes.length / 100) return "utf-16le"
  if (even > bytes.length / 5 && odd < bytes.length / 100) return "utf-16be"
  return null
}

/** Where Windows-1252 has nothing odd it is that; else the least odd, and a person is asked where several are nearly as good. */
function singleByte(survey: ByteSurvey): EncodingFound {
  const odd = new Map(singleByteEncodings.map(encoding => [encoding, oddityIn(survey, encoding)]))
  if (odd.get("windows-1252") === 0) return { encoding: "windows-1252", open: [] }
  const [least, ...others] = [...singleByteEncodings].sort((one, other) => odd.get(one)! - odd.get(other)!)
  const close = others.filter(encoding => odd.get(encoding)! < odd.get(least!)! * 2 + 3)
  return { encoding: least!, open: close.length > 0 ? [least!, ...close] : [] }
}

function oddityIn(survey: ByteSurvey, encoding: SingleByteEncoding): number {
  let sum = 0
  for (const { times, ...company } of survey.company()) sum += times * oddity(encoding, company)
  return sum
}
