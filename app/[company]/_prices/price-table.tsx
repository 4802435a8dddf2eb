import { getTranslations } from "next-intl/server"
import { recordText } from "@/app/[company]/_records/record-text"
import { Percentage, UnitAmount } from "@/components/amount"
import { RowLink } from "@/components/row-link"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import { type PricePage, priceStateOf } from "@/domain/price-lists/read-prices"
import type { RecordField, RecordValues } from "@/domain/records/definition"
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
  const { keys } = definition
  const text = await recordText(definition)
  const fields = definition.fields.filter(({ name }) => !without.includes(name) && !inFigure.has(name))
  return (
    <Table>
      <TableHead>
        <Row>
          {fields.map(field => (
            <Column key={field.name} className={field.kind === "number" ? "num" : undefined}>
              {t(`field.${field.name}`)}
            </Column>
          ))}
          <Column>{t("state.title")}</Column>
        </Row>
      </TableHead>
      <TableBody>
        {rows.map(({ key, values }) => (
          <Row key={key.join("\n")}>
            {fields.map((field, index) => {
              const { name } = field
              const shown = isFigure(field, keys) ? <Figure field={name} values={values} /> : text(field, values[name]!)
              const label = names[name]?.get(values[name]!)
              return (
                <Cell key={name} className={lookOf(field)} label={shown === "" ? undefined : t(`field.${name}`)}>
                  {index === 0 ? <RowLink href={pricePath(company, list, key)}>{shown}</RowLink> : shown}
                  {label && <span className="hint"> {label}</span>}
                </Cell>
              )
            })}
            <Cell className="mid soft">{t(`state.${priceStateOf(values, today)}`)}</Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}

/** Fields that stand with the price itself. */
const inFigure: ReadonlySet<string> = new Set(["pricePer", "currencyCode"])

const isFigure = ({ kind, name }: RecordField, keys: readonly string[]) => kind === "number" && !keys.includes(name)

const lookOf = ({ kind, name }: RecordField) => (kind === "number" ? "num mid" : name === "itemNo" ? "lead" : "mid")

/** The price with its currency and for how many units, or the discount. */
async function Figure({ field, values }: { field: string; values: RecordValues }) {
  const t = await getTranslations("prices")
  if (field === "lineDiscountPercent") return <Percentage value={values[field]!} sign={false} />
  const { currencyCode, pricePer = "1" } = values
  return (
    <span className="no">
      {currencyCode} <UnitAmount value={values[field]!} />
      {pricePer !== "1" && <span className="hint"> {t("per", { per: Number(pricePer) })}</span>}
    </span>
  )
}
