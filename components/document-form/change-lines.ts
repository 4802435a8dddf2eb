/** What keys do to lines, as pure changes of them: each is one step that can be taken back. */
import type { Block } from "./grid-cursor"
import type { FormLine, LineColumn } from "./view"

type Lines = readonly FormLine[]

/** Whether people type into a field of a line. */
export type CanType = (line: FormLine, field: string) => boolean

/** Who may type where: by the column, and not into a line that saving keeps itself. */
export const typable =
  (columns: readonly LineColumn[], isKept: (id: string) => boolean): CanType =>
  (line, field) =>
    !isKept(line.id) && (columns.find(({ name }) => name === field)?.on.includes(line.type) ?? false)

/** Without the texts of a block. */
export function emptied(lines: Lines, { ids, fields }: Block, canType: CanType): FormLine[] {
  return withEach(lines, ids, line =>
    Object.fromEntries(fields.filter(field => canType(line, field)).map(f => [f, ""])),
  )
}

/** With the first line of a block in all of it; of one line, with the line above in it. */
export function filledDown(lines: Lines, { ids, fields }: Block, canType: CanType): FormLine[] {
  const first = lines.findIndex(({ id }) => id === ids[0])
  const source = ids.length > 1 ? lines[first] : lines[first - 1]
  if (!source) return [...lines]
  return withEach(lines, ids.length > 1 ? ids.slice(1) : ids, line => textsFrom(source, line, fields, canType))
}

/** With what stands in a cell above. */
export function copiedFromAbove(lines: Lines, id: string, field: string, canType: CanType): FormLine[] {
  return filledDown(lines, { ids: [id], fields: [field] }, canType)
}

/** Without some lines; those that saving keeps stay. */
export function removed(lines: Lines, ids: readonly string[], isKept: (id: string) => boolean): FormLine[] {
  return lines.filter(({ id }) => !ids.includes(id) || isKept(id))
}

/** With a line one place further up or down. */
export function moved(lines: Lines, id: string, step: 1 | -1): FormLine[] {
  const from = lines.findIndex(line => line.id === id)
  const to = from + step
  const next = [...lines]
  if (from < 0 || to < 0 || to >= lines.length) return next
  next.splice(to, 0, ...next.splice(from, 1))
  return next
}

/** With a line below the one of this id; below all without one. */
export function inserted(lines: Lines, line: FormLine, below: string | undefined): FormLine[] {
  const at = lines.findIndex(({ id }) => id === below)
  return at < 0 ? [...lines, line] : [...lines.slice(0, at + 1), line, ...lines.slice(at + 1)]
}

/** A number stands for what its line has along with it: unit and name come with it. */
function textsFrom(source: FormLine, line: FormLine, fields: readonly string[], canType: CanType) {
  const taken = fields.filter(field => canType(line, field) && source.values[field] !== undefined)
  const texts = Object.fromEntries(taken.map(field => [field, source.values[field]!]))
  if (!("no" in texts) || texts.no === line.values.no) return texts
  return { ...texts, description: source.values.description ?? "", chosen: "yes" }
}

function withEach(
  lines: Lines,
  ids: readonly string[],
  textsOf: (line: FormLine) => Record<string, string>,
): FormLine[] {
  const among = new Set(ids)
  return lines.map(line => {
    if (!among.has(line.id)) return line
    const texts = textsOf(line)
    if (Object.keys(texts).length === 0) return line
    const left = Object.entries(line.problems ?? {}).filter(([field]) => !(field in texts))
    const problems = left.length > 0 ? Object.fromEntries(left) : undefined
    return { ...line, values: { ...line.values, ...texts }, problems }
  })
}
