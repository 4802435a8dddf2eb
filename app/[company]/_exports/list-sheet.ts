import "server-only"
import { getTranslations } from "next-intl/server"
import type { Sheet, SheetCell } from "@/app/_spreadsheet/sheet"
import type { Actor } from "@/domain/access/actor"
import { today } from "@/domain/dates/date"
import type { CompanyInfo } from "@/domain/users/memberships"

export type ListColumn<Row> = { head: string; width: number; cell: (row: Row) => SheetCell }

type Listed<Row> = {
  /** Of the list, the tab and the file. */
  title: string
  actor: Actor
  company: CompanyInfo
  columns: readonly ListColumn<Row>[]
  pieces: AsyncGenerator<readonly Row[], undefined>
  /** What the list is narrowed by; without a value it is not. */
  filter: readonly (readonly [label: string, value: string | undefined])[]
}

/** A list as a file, written while it is read, and on its second sheet what narrows it. */
export async function listSheet<Row>({ title, actor, company, columns, pieces, filter }: Listed<Row>): Promise<Sheet> {
  const t = await getTranslations("exports")
  // The first piece is read before anything is answered: who may not is told so.
  const first = await pieces.next()
  const narrowed = filter.flatMap(([label, value]) => (value ? [[label, value] as const] : []))
  return {
    name: `${title} ${today(company.timeZone)}`,
    columns,
    rows: cellsOf(first.done ? [] : first.value, pieces, columns),
    about: {
      name: t("filter"),
      rows: [
        [t("list"), title],
        [t("company"), company.name],
        [t("date"), today(company.timeZone)],
        [t("by"), actor.name],
        ...(narrowed.length > 0 ? narrowed : [[t("filter"), t("none")] as const]),
      ],
    },
  }
}

async function* cellsOf<Row>(
  first: readonly Row[],
  rest: AsyncIterable<readonly Row[]>,
  columns: readonly ListColumn<Row>[],
): AsyncGenerator<readonly (readonly SheetCell[])[], undefined> {
  const written = (rows: readonly Row[]) => rows.map(row => columns.map(({ cell }) => cell(row)))
  yield written(first)
  for await (const rows of rest) yield written(rows)
}
