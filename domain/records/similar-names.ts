/** Whether two names may be one firm's, or two descriptions one thing's: without accents, signs and case. */

/** Legal forms, which one writes and another leaves out. */
const legalForms = new Set(
  "bv nv vof cv bvba srl sprl sa sas sarl gmbh ag kg ug ohg ltd limited plc llc inc corp co company spa ab as aps oy".split(
    " ",
  ),
)

/** The words that tell a firm from others, e.g. "noordkade elektro" of "Noordkade-Elektro B.V.". */
export function coreOf(name: string): string {
  const words = plainWords(name)
  const telling = words.filter(word => !legalForms.has(word))
  return (telling.length > 0 ? telling : words).join(" ")
}

/** Words without accents, signs and case; initials are one word. */
export function plainWords(text: string): string[] {
  const plain = text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/(?<=\b\p{L})\.(?=\p{L}\b)/gu, "")
  return plain.split(/[^\p{L}\p{N}]+/u).filter(word => word !== "")
}

/** Whether at most a fifth of the letters would have to change. */
export function isSimilarName(one: string, other: string): boolean {
  return isNearlySame(coreOf(one), coreOf(other))
}

/** Whether two things may be one by what they are called: a thing of another size, count or type number is another. */
export function isSimilarDescription(one: string, other: string): boolean {
  const numbers = (text: string) => text.match(/\p{N}+/gu)?.join(" ") ?? ""
  const [a, b] = [plainWords(one).join(" "), plainWords(other).join(" ")]
  return numbers(a) === numbers(b) && isNearlySame(a, b)
}

function isNearlySame(a: string, b: string): boolean {
  if (a === "" || b === "") return false
  const most = Math.floor(Math.max(a.length, b.length) / 5)
  return Math.abs(a.length - b.length) <= most && distance(a, b) <= most
}

/** Whether they share a word of some length, so that one mail domain is no accident. */
export function shareWord(one: string, other: string): boolean {
  const words = new Set(coreOf(one).split(" "))
  return coreOf(other)
    .split(" ")
    .some(word => word.length >= 4 && words.has(word))
}

/** Letters to insert, delete or exchange (Levenshtein), row by row. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const exchanged = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(exchanged, row[j]! + 1, next[j - 1]! + 1))
    }
    row = next
  }
  return row[b.length]!
}
