import fc from "fast-check"
import type { FileColumn } from "@/domain/file-reading/columns"
import { characterOf, type SingleByteEncoding } from "@/domain/file-reading/text-encodings"
import type { DateOrder, DecimalSign, Encoding, Separator } from "@/domain/file-reading/understanding"

/** Columns of random tables. */
export const randomColumns = [
  { name: "itemNo", kind: "code", required: true, names: ["Item No.", "Artikelnr."], others: ["Item", "Artikel"] },
  { name: "date", kind: "date", required: true, names: ["Posting Date", "Boekingsdatum"] },
  { name: "amount", kind: "number", required: true, names: ["Amount", "Bedrag"], decimals: 2 },
  { name: "quantity", kind: "number", names: ["Quantity", "Aantal"], decimals: 3 },
  { name: "description", kind: "text", names: ["Description", "Omschrijving"] },
] as const satisfies readonly FileColumn[]

export type RandomName = (typeof randomColumns)[number]["name"]
/** What a row means: plain decimals and ISO dates. */
export type Meant = Record<RandomName, string>

/** How a program writes a table. */
export type Dialect = {
  encoding: Encoding
  mark: boolean
  separator: Separator
  newline: string
  quoteAll: boolean
  sepLine: boolean
  decimal: DecimalSign
  group: string
  /** Decimals that numbers are filled up to. */
  filled: number
  minus: "before" | "behind" | "parentheses"
  currency: string
  dates: { order: DateOrder; between: string; padded: boolean; shortYear: boolean } | "digits" | "named"
  time: string
  titles: string[][]
  total: boolean
  /** Behind each row: separators of columns that were once there. */
  trailing: number
  omitLastBlank: boolean
  order: number[]
  header: "first" | "second" | "technical" | "capitals"
}

/** Anything that can make a row fall apart, and words with the signs that encodings disagree on. */
const soup = fc.array(fc.constantFrom(..."abcTKL  ;,|\"'.-0123456789\n"), { maxLength: 9 }).map(signs => signs.join(""))
const words = fc.constantFrom(
  "Monteur’s",
  "“soepel”",
  "–",
  "€ 5",
  "café",
  "Größe",
  "België",
  "naïef",
  "Zoë",
  "m²",
  "5 °C",
)
const text = fc.array(fc.oneof(soup, words), { maxLength: 4 }).map(all =>
  all
    .join(" ")
    .replace(/\s*\n\s*/gu, "\n")
    .replace(/ {2,}/gu, " ")
    .trim(),
)
/** Not so many separators that each of its lines looks like a row. */
const narrow = (each: string) => !each.includes("\n") || [";", ",", "|"].every(mark => each.split(mark).length < 4)
const canonical = (whole: number, fraction: string, negative: boolean) => {
  const decimals = fraction.replace(/0+$/u, "")
  const magnitude = `${whole}${decimals && `.${decimals}`}`
  return negative && magnitude !== "0" ? `-${magnitude}` : magnitude
}
const number = (decimals: number) =>
  fc
    .tuple(
      fc.oneof(fc.nat(12), fc.nat(9_999_999)),
      fc.array(fc.constantFrom(..."0012345"), { minLength: decimals, maxLength: decimals }),
      fc.boolean(),
    )
    .map(([whole, fraction, negative]) => canonical(whole, fraction.join(""), negative))

export const meantRows: fc.Arbitrary<Meant[]> = fc.array(
  fc.record({
    itemNo: fc.tuple(fc.constantFrom("K", "IT-", "00K", "9E"), fc.nat(99_999)).map(([before, no]) => `${before}${no}`),
    date: fc
      .date({ min: new Date("2000-01-01"), max: new Date("2039-12-31"), noInvalidDate: true })
      .map(day => day.toISOString().slice(0, 10)),
    amount: number(2),
    quantity: number(3),
    // What begins like a formula is made inert on its way out, and live again on its way in: that is tried elsewhere.
    description: text.filter(each => narrow(each) && !each.startsWith("'") && !each.startsWith("=")),
  }),
  { minLength: 1, maxLength: 12 },
)

export const dialects: fc.Arbitrary<Dialect> = fc
  .record({
    encoding: fc.constantFrom<Encoding>("utf-8", "utf-16le", "utf-16be", "windows-1252"),
    mark: fc.boolean(),
    separator: fc.constantFrom<Separator>(";", ",", "\t", "|"),
    newline: fc.constantFrom("\r\n", "\n", "\r"),
    quoteAll: fc.boolean(),
    sepLine: fc.boolean(),
    decimal: fc.constantFrom<DecimalSign>(".", ","),
    group: fc.constantFrom("", "other", " ", "\u00A0", "'", "’"),
    filled: fc.constantFrom(0, 2, 3),
    minus: fc.constantFrom<Dialect["minus"]>("before", "behind", "parentheses"),
    currency: fc.constantFrom("", "", "€ ", " EUR"),
    dates: fc.oneof(
      fc.constantFrom<"digits" | "named">("digits", "named"),
      fc.record({
        order: fc.constantFrom<DateOrder>("dmy", "mdy", "ymd"),
        between: fc.constantFrom("-", "/"),
        padded: fc.boolean(),
        shortYear: fc.boolean(),
      }),
      fc.constant({ order: "dmy" as const, between: ".", padded: true, shortYear: false }),
    ),
    time: fc.constantFrom("", "", " 08:45", " 8:45:10 PM", "T00:00:00.000Z"),
    titles: fc.array(
      fc.constantFrom<string[]>(["Overzicht betalingen"], ["Datum: 20-11-2026", "", "Voorbeeld B.V."], []),
      {
        maxLength: 3,
      },
    ),
    total: fc.boolean(),
    trailing: fc.nat(2),
    omitLastBlank: fc.boolean(),
    order: fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5, maxLength: 5 }),
    header: fc.constantFrom<Dialect["header"]>("first", "second", "technical", "capitals"),
  })
  .map(dialect => ({
    ...dialect,
    group: dialect.group === "other" ? (dialect.decimal === "," ? "." : ",") : dialect.group,
  }))

/** A table as a program of that dialect writes it, and each row's number in a spreadsheet. */
export function writeTable(rows: readonly Meant[], dialect: Dialect): { bytes: Buffer; rowNos: number[] } {
  const { order, titles, separator, newline, sepLine, omitLastBlank, trailing } = dialect
  const columns = order.map(at => randomColumns[at]!)
  const header = columns.map(column => headerName(column, dialect))
  const body = rows.map(row => columns.map(({ name }) => cellText(name, row[name], dialect)))
  const total = columns.map(({ name }) =>
    name === "itemNo" ? "Totaal" : name === "amount" ? numberText("12345.5", dialect) : "",
  )
  const before = [...titles, header]
  const all = [...before, ...body.slice(0, 1), [], ...body.slice(1), ...(dialect.total ? [total] : [])]
  const lines = all.map(cells => {
    let end = cells.length
    while (omitLastBlank && end > 1 && cells[end - 1] === "") end--
    const written = cells.slice(0, end).map((cell, at) => quoted(cell, dialect, at === 0))
    return written.join(separator) + (cells.length === 0 || end < cells.length ? "" : separator.repeat(trailing))
  })
  const whole = [...(sepLine ? [`sep=${separator}`] : []), ...lines].join(newline) + newline
  const first = before.length + 1
  return { bytes: encode(whole, dialect), rowNos: rows.map((_, index) => first + index + (index > 0 ? 1 : 0)) }
}

function headerName({ name, names, ...more }: (typeof randomColumns)[number], { header }: Dialect): string {
  if (header === "technical") return name.replace(/[A-Z]/gu, letter => `_${letter.toLowerCase()}`)
  if (header === "second") return "others" in more ? more.others[0] : names[1]
  return header === "capitals" ? names[1].toUpperCase() : names[0]
}

function quoted(cell: string, { separator, quoteAll }: Dialect, isFirst: boolean): string {
  const needed = cell.includes(separator) || /["\n]/u.test(cell) || (isFirst && cell.startsWith("sep="))
  return quoteAll || needed ? `"${cell.replaceAll('"', '""')}"` : cell
}

function cellText(name: RandomName, value: string, dialect: Dialect): string {
  if (name === "date") return dateText(value, dialect)
  return name === "amount" || name === "quantity" ? numberText(value, dialect) : value
}

function numberText(value: string, { decimal, group, filled, minus, currency }: Dialect): string {
  const [whole = "", fraction = ""] = value.replace("-", "").split(".")
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/gu, group)
  const decimals = fraction.padEnd(filled, "0")
  const digits = decimals === "" ? grouped : `${grouped}${decimal}${decimals}`
  const signed = !value.startsWith("-")
    ? digits
    : minus === "before"
      ? `-${digits}`
      : minus === "behind"
        ? `${digits}-`
        : `(${digits})`
  return currency.startsWith(" ") ? signed + currency : currency + signed
}

const months = ["jan", "Feb", "maart", "April", "mei", "juni", "July", "aug", "september", "Okt", "November", "Dez"]

function dateText(iso: string, { dates, time }: Dialect): string {
  const [year = "", month = "", day = ""] = iso.split("-")
  if (dates === "digits") return `${year}${month}${day}${time.startsWith("T") ? "" : time}`
  if (dates === "named") return `${Number(day)} ${months[Number(month) - 1]} ${year}`
  const short = (part: string) => (dates.padded || dates.shortYear ? part : String(Number(part)))
  const parts = { d: short(day), m: short(month), y: dates.shortYear ? year.slice(2) : year }
  return [...dates.order].map(part => parts[part as "d" | "m" | "y"]).join(dates.between) + time
}

/** Bytes of a text; with characters that the encoding lacks it cannot be written. */
export function encode(text: string, { encoding, mark }: Pick<Dialect, "encoding" | "mark">): Buffer {
  if (encoding === "utf-8") return Buffer.from(mark ? `\uFEFF${text}` : text)
  if (encoding === "utf-16le" || encoding === "utf-16be") {
    const bytes = Buffer.from(mark ? `\uFEFF${text}` : text, "utf16le")
    return encoding === "utf-16le" ? bytes : bytes.swap16()
  }
  return Buffer.from(Array.from(text, sign => byteOf(sign, encoding)))
}

function byteOf(sign: string, encoding: SingleByteEncoding): number {
  if (sign.charCodeAt(0) < 0x80) return sign.charCodeAt(0)
  for (let byte = 0x80; byte < 0x100; byte++) if (characterOf(encoding, byte) === sign) return byte
  throw new Error(`${sign} is not in ${encoding}`)
}
