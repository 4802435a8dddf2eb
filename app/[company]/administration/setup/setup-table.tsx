import { getTranslations } from "next-intl/server"
import { addressWith, type Search } from "@/app/_lists/list-address"
import { recordText } from "@/app/[company]/_records/record-text"
import { RowLink } from "@/components/row-link"
import { SortHeader } from "@/components/sort-header"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { RecordField } from "@/domain/records/definition"
import type { SetupList } from "@/domain/setup/read-setup"
import { rowPath } from "./addresses"

type Props = {
  company: string
  list: SetupList
  /** The address that the list is turned round in; absent: it cannot be. */
  sortBy?: { path: string; search: Search }
}

/** The rows of a table of setup, each leading to its form. */
export async function SetupTable({ company, list, sortBy }: Props) {
  const t = await getTranslations("setup")
  const text = await recordText(list.definition, list.choices)
  const { definition, rows, descending } = list
  const fields = definition.listed.map(name => definition.fields.find(field => field.name === name)!)
  // What a code stands for has the room that is left.
  const widest = fields.findIndex((field, index) => index > 0 && field.kind === "text")
  const turned = sortBy && {
    href: addressWith(sortBy.path, sortBy.search, {
      order: descending ? "asc" : "desc",
      cursor: undefined,
      saved: undefined,
      deleted: undefined,
    }),
    sorted: descending ? ("desc" as const) : ("asc" as const),
  }
  return (
    <Table>
      <TableHead>
        <Row>
          {fields.map((field, index) =>
            index === 0 && turned ? (
              <SortHeader key={field.name} {...turned}>
                {t(`field.${field.name}`)}
              </SortHeader>
            ) : (
              <Column key={field.name} className={isNumeric(field) ? "num" : undefined}>
                {t(`field.${field.name}`)}
              </Column>
            ),
          )}
        </Row>
      </TableHead>
      <TableBody>
        {rows.map(({ key, values }) => (
          <Row key={key.join("\n")}>
            {fields.map((field, index) => {
              const value = values[field.name]!
              if (index === 0) {
                return (
                  <Cell key={field.name} className="lead term">
                    <RowLink href={rowPath(company, definition.slug, key)}>{text(field, value)}</RowLink>
                  </Cell>
                )
              }
              const shown = isOff(field, value) ? "" : text(field, value)
              return (
                <Cell
                  key={field.name}
                  className={index === widest ? "mid meaning" : look(field)}
                  label={shown === "" ? undefined : t(`field.${field.name}`)}
                >
                  {shown}
                </Cell>
              )
            })}
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}

const isNumeric = ({ kind }: RecordField) => kind === "number" || kind === "integer"

const look = (field: RecordField) => (isNumeric(field) ? "num mid" : "mid")

/** In a list only what is on is said. */
const isOff = ({ kind }: RecordField, value: string) => kind === "boolean" && value === "false"
