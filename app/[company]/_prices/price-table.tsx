import { getTranslations } from "next-intl/server"
import { recordText } from "@/app/[company]/_records/record-text"
import { RowLink } from "@/components/row-link"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import { partnerOf } from "@/domain/price-lists/price-list-cards"
import { type PricePage, priceStateOf } from "@/domain/price-lists/read-prices"
import type { RecordField } from "@/domain/records/definition"
import { pricePath } from "./addresses"

type Props = {
  company: string
  list: string
  page: PricePage
  /** Fields that are the same in every row, and so go without saying. */
  without?: readonly string[]
}

/** Rows of a price list, each leading to its form. */
export async function PriceTable({ company, list, page, without = [] }: Props) {
  const t = await getTranslations("prices")
  const { definition, rows, names, today } = page
  const text = await recordText(definition)
  const fields = definition.fields.filter(({ name }) => !without.includes(name) && name !== "pricePer")
  const cards = fields.filter(({ kind }) => kind === "card")
  const others = fields.filter(({ kind }) => kind !== "card")
  // Where nobody's name leads the row, the price does.
  const [first] = cards.length > 0 ? cards : others
  const partner = partnerOf(definition)
  return (
    <Table>
      <TableHead>
        <Row>
          {cards.map(({ name }) => [
            <Column key={name}>{t(`field.${name}`)}</Column>,
            <Column key={`${name} name`}>{t(`named.${name}`)}</Column>,
          ])}
          {others.map(field => (
            <Column key={field.name} className={field.kind === "number" ? "num" : undefined}>
              {t(`field.${field.name}`)}
            </Column>
          ))}
          <Column>{t("state.title")}</Column>
        </Row>
      </TableHead>
      <TableBody>
        {rows.map(({ key, values }) => {
          const linked = (field: RecordField, shown: string) =>
            field === first ? <RowLink href={pricePath(company, list, key)}>{shown}</RowLink> : shown
          return (
            <Row key={key.join("\n")}>
              {cards.map(field => [
                <Cell key={field.name} className="mid no" label={t(`field.${field.name}`)}>
                  {linked(field, values[field.name]!)}
                </Cell>,
                <Cell key={`${field.name} name`} className={field.name === partner ? "mid" : "lead"}>
                  {names[field.name]?.get(values[field.name]!)}
                </Cell>,
              ])}
              {others.map(field => {
                const { name } = field
                const shown = text(field, values[name]!)
                const per = name === "directUnitCost" && values.pricePer !== "1" ? values.pricePer : undefined
                return (
                  <Cell
                    key={name}
                    className={field.kind === "number" ? "num mid" : "mid"}
                    label={shown === "" ? undefined : t(`field.${name}`)}
                  >
                    {linked(field, shown)}
                    {per && <span className="hint"> {t("per", { per: Number(per) })}</span>}
                  </Cell>
                )
              })}
              <Cell className="mid soft">{t(`state.${priceStateOf(values, today)}`)}</Cell>
            </Row>
          )
        })}
      </TableBody>
    </Table>
  )
}
