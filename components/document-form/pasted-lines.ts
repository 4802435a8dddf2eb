import type { Language } from "@/language/language"
import type { PastedBlock } from "./pasted-block"
import { languagesOfFigures, readPastedNumber } from "./pasted-numbers"
import type { FormLine, LineColumn, ShownLineType } from "./view"

/** A text in the field for numbers, and the kind of line that it stands on. */
export type NamedBy = { type: ShownLineType; text: string }

/** What the server says a number means, or why it cannot stand, as a sentence. */
export type NumberMeaning = { no: string; description: string } | { problem: string }

export type PasteTarget = {
  columns: readonly LineColumn[]
  language: Language
  /** Place of the first line that the block covers; the number of lines where it is added below them. */
  at: number
  /** Lines that saving keeps itself. */
  isKept: (line: FormLine) => boolean
  newId: () => string
  /** Sentences about single cells. */
  say: { notANumber: (text: string) => string; notOnThisLine: (text: string) => string }
}

export type Pasted = { lines: FormLine[]; covered: ReadonlySet<string> }

/** The lines with a block pasted over and below them: the good cells taken, the others kept as they came and marked. */
export function pasteBlock(lines: readonly FormLine[], block: PastedBlock, target: PasteTarget): Pasted {
  const next = [...lines]
  const covered = new Set<string>()
  const figuresBy = languagesOfFigures(figuresOf(block, target.columns), target.language)
  let at = target.at
  for (const row of block.rows) {
    const texts = textsOf(block, row)
    const isBlank = texts.every(({ text }) => text === "")
    const line = next[at] ?? (isBlank ? undefined : newLine(texts, target))
    if (!line) continue
    if (!isBlank) {
      next[at] = filled(line, texts, figuresBy, target)
      covered.add(line.id)
    }
    at++
  }
  return { lines: next, covered }
}

/** The texts of pasted lines that name an item or account. */
export function numbersOf(lines: readonly FormLine[], covered: ReadonlySet<string>): NamedBy[] {
  return lines.flatMap(({ id, type, values: { no = "" } }) =>
    covered.has(id) && no !== "" ? [{ type, text: no }] : [],
  )
}

/** With what the numbers mean in place of what was pasted; what means nothing stays, marked. */
export function withMeanings(
  { lines, covered }: Pasted,
  before: readonly FormLine[],
  meaningOf: (named: NamedBy) => NumberMeaning | undefined,
): FormLine[] {
  const was = new Map(before.map(line => [line.id, line]))
  return lines.map(line => {
    const text = line.values.no ?? ""
    const meaning = covered.has(line.id) && text !== "" ? meaningOf({ type: line.type, text }) : undefined
    if (!meaning) return line
    if ("problem" in meaning) return { ...line, problems: { ...line.problems, no: meaning.problem } }
    const isAsBefore = was.get(line.id)?.values.no === text
    const description = (isAsBefore && line.values.description) || typedDescription(line, was) || meaning.description
    return { ...line, values: { ...line.values, no: meaning.no, description } }
  })
}

/** A description that came with the block stands; one of the item before gives way. */
function typedDescription(line: FormLine, was: ReadonlyMap<string, FormLine>): string | undefined {
  const description = line.values.description ?? ""
  return description === (was.get(line.id)?.values.description ?? "") ? undefined : description
}

type FieldText = { field: string; text: string }

const textsOf = ({ fields }: PastedBlock, row: readonly string[]): FieldText[] =>
  fields.flatMap((field, at) => (field === undefined || row[at] === undefined ? [] : [{ field, text: row[at] }]))

function figuresOf(block: PastedBlock, columns: readonly LineColumn[]): string[] {
  const numeric = new Set(columns.filter(({ kind }) => kind === "number").map(({ name }) => name))
  return block.rows.flatMap(row =>
    textsOf(block, row).flatMap(({ field, text }) => (numeric.has(field) && text !== "" ? [text] : [])),
  )
}

/** An item of one, as in the row where lines are added; text without a number or figure is a comment. */
function newLine(texts: readonly FieldText[], { newId, columns }: PasteTarget): FormLine {
  const given = (field: string) => texts.find(each => each.field === field)?.text ?? ""
  const typed = columns.find(({ name }) => name === "type")?.options?.find(({ names }) => isAmong(names, given("type")))
  const isText = texts.every(({ field, text }) => text === "" || field === "description" || field === "type")
  const type = (typed?.value as ShownLineType | undefined) ?? (isText ? "comment" : "item")
  return { id: newId(), type, values: type === "comment" ? {} : { quantity: "1" } }
}

function filled(line: FormLine, texts: readonly FieldText[], by: readonly Language[], target: PasteTarget): FormLine {
  const values = { ...line.values }
  const problems: Record<string, string> = { ...line.problems }
  for (const { field, text } of texts) {
    const column = target.columns.find(({ name }) => name === field)
    if (!column || field === "type") continue
    delete problems[field]
    if (target.isKept(line) || !column.on.includes(line.type)) {
      // A line of text shows its description alone: what cannot stand elsewhere is said there.
      if (text !== "") problems.description = target.say.notOnThisLine(text)
      continue
    }
    const taken = takenBy(column, text, by, target)
    values[field] = taken.text
    if (taken.problem !== undefined) problems[field] = taken.problem
  }
  return { ...line, values, problems: Object.keys(problems).length > 0 ? problems : undefined }
}

function takenBy(column: LineColumn, text: string, by: readonly Language[], { language, say }: PasteTarget) {
  if (column.kind === "number") {
    const limits = { decimals: column.decimals ?? 0, integerDigits: column.integerDigits }
    const read = readPastedNumber(text, by, language, limits)
    return { text: read.text, problem: read.isNumber ? undefined : say.notANumber(text) }
  }
  if (!column.options || text === "") return { text }
  const option = column.options.find(({ value, names }) => isAmong([value, ...names], text))
  return option ? { text: option.value } : { text, problem: say.notOnThisLine(text) }
}

const isAmong = (names: readonly string[], text: string) =>
  names.some(name => name.toLowerCase() === text.trim().toLowerCase())
