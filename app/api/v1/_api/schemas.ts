import { z } from "zod"

/** An exact number as text: a point before decimals, nothing between thousands. */
export const decimal = z
  .string()
  .regex(/^-?\d{1,20}(\.\d{1,12})?$/, "number_as_text")
  .meta({ description: "An exact number: a decimal point, no separators of thousands.", examples: ["1234.50"] })

/** A number of money or quantity as it is answered. */
export const amount = z.string().regex(/^-?\d+(\.\d+)?$/)

/** A date without a time zone. */
export const daySchema = z.iso.date()

/** A moment. */
export const instantSchema = z.iso.datetime()

export const text = (maximum: number) => z.string().max(maximum)

/** A number or code of the trade. */
export const codeSchema = z.string().max(50)

/** What lists are asked with: a search that forgives typing errors, and where the page begins. */
export const listQuery = {
  search: text(100).optional().describe("Typing errors are forgiven; the best match comes first."),
  cursor: text(1_000).optional().describe("`next` or `previous` of an earlier answer, with everything else as it was."),
}

/** A page of a list. */
export function pageSchema<Row extends z.ZodObject>(row: Row) {
  return z.object({
    rows: z.array(row),
    count: z.number().int().describe("Matches; above 1,000 they are not counted on."),
    next: z.string().optional().describe("Cursor of the page behind; absent: this is the last."),
    previous: z.string().optional().describe("Cursor of the page before; absent: this is the first."),
  })
}

/** Which lines of a long document: pages of 200. */
export const pageQuery = z.strictObject({
  page: z.coerce.number().int().min(1).max(100_000).default(1).describe("Of the lines, 200 a page."),
})

/** Words of a sort, each also from the end. */
export const sortWord = <const Word extends string>(words: readonly Word[]) =>
  z.enum(words.flatMap(word => [word, `-${word}` as const]) as [Word | `-${Word}`, ...(Word | `-${Word}`)[]])

/** As lists take a sort. */
export function sortOf<Word extends string>(
  sort: Word | `-${Word}` | undefined,
): { sort?: Word; descending?: boolean } {
  if (sort === undefined) return {}
  const descending = sort.startsWith("-")
  return { sort: (descending ? sort.slice(1) : sort) as Word, descending }
}

/** One setting of a list, as its address has it. */
export const yesNo = z.enum(["yes", "no"])
