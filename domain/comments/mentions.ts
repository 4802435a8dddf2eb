import { refuse } from "@/domain/errors"

export type MentionedPerson = { id: number; name: string }

/** "@" at the beginning of a word, and the word. */
const mention = /(?<![\p{L}\p{N}_@])@(?=\p{L})/gu
const word = /^\p{L}[\p{L}\p{N}'’.-]*/u
/** How a mention is kept: by the user's id. */
const kept = /@\{(\d+)\}/gu

/**
 * Reads whom a text mentions: "@" and a name, whole or the first word of it where that is one person's alone. Whoever is not among those
 * who may see the document is refused by the name that was typed, whether there is such a person or not.
 *
 * @param people who may see the document
 * @returns the text as it is kept, and who is mentioned
 * @throws Refusal on the field "body": comment.nobody {name}, comment.several {name}
 */
export function readMentions(text: string, people: readonly MentionedPerson[]): { body: string; mentioned: number[] } {
  const mentioned = new Set<number>()
  // What is kept in this form comes of a mention alone.
  const typed = text.replaceAll("@{", "@ {")
  let body = ""
  let from = 0
  for (const { index } of typed.matchAll(mention)) {
    const { person, length } = personAt(typed.slice(index + 1), people)
    mentioned.add(person.id)
    body += `${typed.slice(from, index)}@{${person.id}}`
    from = index + 1 + length
  }
  return { body: body + typed.slice(from), mentioned: [...mentioned] }
}

function personAt(text: string, people: readonly MentionedPerson[]): { person: MentionedPerson; length: number } {
  const begins = (name: string) =>
    same(text.slice(0, name.length), name) && !/^[\p{L}\p{N}]/u.test(text.slice(name.length))
  const whole = people.filter(({ name }) => name !== "" && begins(name)).sort((a, b) => b.name.length - a.name.length)
  const longest = whole.filter(({ name }) => name.length === whole[0]?.name.length)
  if (longest.length === 1) return { person: longest[0]!, length: longest[0]!.name.length }
  const typed = word.exec(text)![0].replace(/[.'’-]+$/u, "")
  const first = longest.length > 0 ? longest : people.filter(({ name }) => same(name.split(" ")[0]!, typed))
  if (first.length === 0) throw refuse("comment.nobody", { name: typed }, "body")
  if (first.length > 1) throw refuse("comment.several", { name: typed }, "body")
  return { person: first[0]!, length: typed.length }
}

const same = (one: string, other: string) => one.localeCompare(other, undefined, { sensitivity: "accent" }) === 0

/** Who is mentioned in a text as it is kept. */
export function mentionedIn(body: string): number[] {
  return [...new Set([...body.matchAll(kept)].map(([, id]) => Number(id)))]
}

/** The parts of a text as it is kept: words, and names that are mentioned. @param nameOf today, by the user's id */
export function mentionsIn(body: string, nameOf: (id: number) => string): { text: string; isName: boolean }[] {
  return body
    .split(/(@\{\d+\})/u)
    .filter(Boolean)
    .map(part => {
      const id = /^@\{(\d+)\}$/u.exec(part)?.[1]
      return id === undefined ? { text: part, isName: false } : { text: `@${nameOf(Number(id))}`, isName: true }
    })
}
