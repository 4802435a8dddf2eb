/** Where setup stands, below a company's address. */
export const setupPath = (company: string) => `/${company}/administration/setup`

export const tablePath = (company: string, table: string) => `${setupPath(company)}/${table}`

export const rowPath = (company: string, table: string, key: readonly string[]) =>
  [tablePath(company, table), ...key.map(segmentOf)].join("/")

export const deletePath = (company: string, table: string, key: readonly string[]) =>
  [tablePath(company, table), "delete", ...key.map(segmentOf)].join("/")

/** The table, told what was done to which of its rows; that of a single row names none. */
export function donePath(company: string, table: string, deed: "saved" | "deleted", key: readonly string[]): string {
  const parts = key.length > 0 ? key : ["1"]
  return `${tablePath(company, table)}?${new URLSearchParams(parts.map(part => [deed, part]))}`
}

/**
 * A part of a key as it stands in an address. Codes such as "30D/8D2%" have signs of the address itself, which do not
 * come through the router as they were sent: a tilde stands for the percent sign that would escape them.
 */
function segmentOf(part: string): string {
  return encodeURIComponent(part).replaceAll("~", "%7E").replaceAll("%", "~")
}

/** The parts of a key from the segments of an address, made here or escaped in the usual way. */
export function keyIn(segments: readonly string[]): string[] {
  return segments.map(segment => {
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
