import { type DraftLine, fieldsWithDefault } from "@/domain/documents/line-fields"
import type { LineText } from "./form-lines"
import type { LiveBasis } from "./live-amounts"
import { formField, shownLine } from "./reader"
import type { FormLine } from "./view"

/** A line as a save would make it of what is typed. */
export type GivenLine = {
  line: DraftLine
  /** What its fields hold then, by field of the form. */
  texts: Record<string, string>
  /** Why it could not be saved so. */
  says: string[]
}

/** The answer to what is typed in some lines. */
export type GivenLines = {
  lines: Record<string, GivenLine>
  /** Units of measure of their items, by item number. */
  units: Record<string, string[]>
  /** Why nothing can be given: what is wrong in the header. */
  says: string[]
}

/** What is asked: the lines in question with all their texts, and the header's. */
export type GivenAsked = { language: string; header: Record<string, string>; lines: FormLine[] }

/** What the program filled into a line's fields, by field: as long as it stands there nobody typed it. */
const givenOf = (line: FormLine) => new URLSearchParams(line.values.given)

/** Texts that nothing is given by. */
const bare = new Set(["given", "description", "moveTo"])

/** What a line is given things by: its texts but for what was given. Equal again, nothing is to be asked. */
export function questionOf(line: FormLine): string {
  const given = givenOf(line)
  const typed = Object.entries(line.values).filter(([name, text]) => !bare.has(name) && given.get(name) !== text)
  return JSON.stringify([line.type, typed.sort()])
}

/** The same of a line as it is stored, in the fields that its form has. */
export function storedQuestion(line: DraftLine, { values }: FormLine, { reader }: LiveBasis): string {
  const stored = shownLine(line, reader)
  const shown = Object.entries(stored.values).filter(([name]) => name in values)
  return questionOf({ ...stored, values: Object.fromEntries(shown) })
}

/** What of the header everything is given by: not its texts and amounts. */
export function headerQuestion(header: Readonly<Record<string, string>>, { fields }: LiveBasis): string {
  const asked = Object.entries(header).filter(([name]) =>
    ["party", "date", "code", "boolean"].includes(fields[name]?.kind ?? ""),
  )
  return JSON.stringify(asked.sort())
}

/** Whether the lines of the type are given anything. */
export const isGiven = ({ type }: FormLine) => ["item", "gl_account", "charge"].includes(type)

/** What to fill into a line's fields: what it is given, where nobody typed anything else. */
export function fillIn(now: FormLine, { texts }: GivenLine, basis: LiveBasis): LineText[] {
  const given = givenOf(now)
  const stored = basis.lines[now.id]
  const storedTexts = stored ? shownLine(stored, basis.reader).values : {}
  const changes: LineText[] = []
  for (const field of fieldsWithDefault) {
    const name = formField(field, basis.reader.priceField)
    const [text = "", shown = ""] = [now.values[name], texts[name]]
    if (text === shown) {
      // What was picked from the list brought its name along.
      if (field === "description" && stored?.description !== text) given.set(name, text)
      continue
    }
    const isUntouched = stored ? text === storedTexts[name] : text === ""
    if (!isUntouched && given.get(name) !== text) continue
    given.set(name, shown)
    changes.push({ line: now.id, field: name, text: shown })
  }
  const marks = given.toString()
  return marks === (now.values.given ?? "") ? changes : [...changes, { line: now.id, field: "given", text: marks }]
}
