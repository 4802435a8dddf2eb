/** A blank part of a key. */
const BLANK = "~"

/**
 * A part of a key as it stands in an address. Codes such as "30D/8D2%" have signs of the address itself, which do not
 * come through the router as they were sent: a tilde stands for the percent sign that would escape them, and alone for a blank
 * part, which no address can hold.
 */
export function segmentOf(part: string): string {
  if (part === "") return BLANK
  return encodeURIComponent(part).replaceAll("~", "%7E").replaceAll("%", "~")
}

/** The parts of a key from the segments of an address, made here or escaped in the usual way. */
export function keyIn(segments: readonly string[]): string[] {
  return segments.map(segment => {
    if (segment === BLANK) return ""
    const part = unescaped(segment)
    return part.includes("~") ? unescaped(part.replaceAll("~", "%")) : part
  })
}

/** A text that escapes nothing stays as it is. */
function unescaped(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
