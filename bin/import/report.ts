import { issueParams } from "@/components/issue-params"
import type { Actor } from "@/domain/access/actor"
import type { AnyImportKind } from "@/domain/import-kinds/import-kind"
import { type ImportAsk, type ImportRead, readImport } from "@/domain/imports/read-import"
import { type ImportRow, readImportRows } from "@/domain/imports/read-import-rows"
import { defaultLanguage } from "@/language/language"
import { translate } from "@/mail/translate"
import { messages } from "@/messages"

type Said = { code: string; params?: Record<string, string | number> }

/** An issue in English, the language of the terminal. */
export function sentence({ code, params = {} }: Said): string {
  const text = code
    .split(".")
    .reduce<unknown>((tree, name) => (tree as Record<string, unknown>)?.[name], messages.en.errors)
  if (typeof text !== "string") return code
  return say(code, issueParams({ code, params }, defaultLanguage, "UTC"))
}

const say = translate(defaultLanguage, "errors")

/** The same of a row, with columns under their names. */
function reasonOf(kind: AnyImportKind, { code, params }: Said): string {
  const column = params?.column
  return sentence({
    code,
    params: typeof column === "string" ? { ...params, column: kind.label(column, defaultLanguage) } : params,
  })
}

/** What nothing settles, as a question, and how it is answered. */
export function askedQuestion(kind: AnyImportKind, ask: ImportAsk): string {
  if (ask.about === "rows") return `${messages.en.imports.asks.equal_payments}: answer on the import's page.`
  if (ask.about === "column")
    return `Which column is ${kind.label(ask.column, defaultLanguage)}? Name it in the first row, or choose it on the page.`
  if (ask.about === "headerRow")
    return `Row ${ask.row} is blank, or not in the file. Name the header's row with --header, or on the page.`
  const options = ask.options.map(({ value, samples }) => {
    // Where rows contradict each other, some mean nothing in this way.
    const sample = samples.find(each => each.value !== null)
    return sample ? `${value} (${sample.text} is ${sample.value})` : value
  })
  const why = ask.why === "open" ? "nothing in the file settles it" : "rows contradict each other"
  const names = {
    decimal: "Which sign stands before decimals",
    dates: "In which order do dates stand",
    encoding: "Which encoding",
    sheet: "Which sheet",
  }
  return `${names[ask.about]}: ${options.join(" or ")}? (${why}${ask.about === "decimal" || ask.about === "dates" ? "; --as nl, en or us answers it" : ""})`
}

/** All that is known of an import, as plain data: figures are plain decimals, dates ISO. */
export async function importAsJson(actor: Actor, no: string): Promise<Record<string, unknown>> {
  const read = await readImport(actor, no)
  const { kind, import: own, reading } = read
  return {
    kind: kind.name,
    file: own.fileName,
    import: no,
    state: own.state,
    read: reading && {
      format: reading.format,
      encoding: reading.encoding,
      separator: reading.separator,
      sheet: reading.sheet,
      decimal: reading.decimal,
      dates: reading.dates,
      header: reading.header,
      headerRow: reading.headerRow,
    },
    asks: read.asks.map(ask => ({ ...ask, question: askedQuestion(kind, ask) })),
    counts: {
      read: own.rowsRead ?? 0,
      new: own.rowsNew,
      changed: own.rowsChanged,
      unchanged: own.rowsUnchanged,
      refused: own.rowsRefused,
      written: own.rowsWritten,
    },
    rows: await rowsOf(actor, read),
    ...(own.failure && { failure: own.failure.map(sentence) }),
  }
}

/** Rows read from the database at once. */
const PIECE = 5_000

async function rowsOf(actor: Actor, { kind, import: own }: ImportRead): Promise<object[]> {
  const rows: object[] = []
  for (let after: number | undefined = 0; after !== undefined; ) {
    const piece: Awaited<ReturnType<typeof readImportRows>> = await readImportRows(actor, own.no, { after }, PIECE)
    rows.push(...piece.rows.map(row => rowAsJson(kind, row)))
    after = piece.next
  }
  return rows
}

function rowAsJson(
  kind: AnyImportKind,
  { rowNo, outcome, understood, reasons, changes, resultNo, written }: ImportRow,
) {
  const named = Object.entries(understood).filter(([, value]) => value !== "")
  return {
    row: rowNo,
    outcome,
    understood: Object.fromEntries(named.map(([column, value]) => [kind.label(column, defaultLanguage), value])),
    reasons: reasons.map(reason => reasonOf(kind, reason)),
    ...(Object.keys(changes).length > 0 && {
      changes: Object.fromEntries(
        Object.entries(changes).map(([column, change]) => [kind.label(column, defaultLanguage), change]),
      ),
    }),
    ...(resultNo !== null && { no: resultNo }),
    ...(written && { written }),
  }
}

/** What came of an import, for people. */
export function printed({ kind, import: own, reasons, asks }: ImportRead, seconds: number): string[] {
  const count = (rows: number, text: string) => `${String(rows).padStart(9)}  ${text}`
  const because = (outcome: string) =>
    reasons
      .filter(reason => reason.outcome === outcome)
      .map(({ rows, code, params }) => `  ${count(rows, titleOf(kind, { code, params }))}`)
  const read = own.rowsRead ?? 0
  return [
    count(read, `rows read, in ${seconds.toFixed(1)} s (${Math.round(read / seconds)} a second)`),
    count(own.rowsNew, "new"),
    ...because("new"),
    count(own.rowsChanged, "changed"),
    ...because("changed"),
    count(own.rowsUnchanged, "there already"),
    count(own.rowsRefused, "refused"),
    ...because("refused"),
    count(own.rowsWritten, "imported"),
    ...Object.entries(own.made).map(([name, made]) => count(made, `${name} made`)),
    ...asks.map(ask => askedQuestion(kind, ask)),
  ]
}

function titleOf(kind: AnyImportKind, reason: Said): string {
  const [section, name] = reason.code.split(".")
  const titles: Record<string, string> = section === "sales_import" ? messages.en.imports.titles.sales_import : {}
  return titles[name ?? ""] ?? reasonOf(kind, reason)
}
