import { useTranslations } from "next-intl"
import type { ReactNode } from "react"
import { Amount, Percentage } from "@/components/amount"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import { Totals } from "@/components/totals"
import { Decimal, toPlain } from "@/domain/money/decimal"

export type SumsGroup = {
  vatIdentifier: string
  description: string
  vatCalculationType: "normal" | "reverse_charge" | "exempt"
  vatPercent: string
  base: string
  vat: string
  /** Part of the VAT: what was typed beyond what is worked out. */
  vatDifference?: string
}

type Props = {
  groups: readonly SumsGroup[]
  amount: string
  /** Worked out by the caller: amount including VAT − amount. */
  vat: string
  amountIncludingVat: string
  /** What is taken off the sum of the lines, in the form of their amounts; absent or 0: nothing. */
  invoiceDiscount?: string
  currencyCode: string
  decimals: number
  /** Below the groups, such as the way to where their VAT is typed. */
  children?: ReactNode
}

/** Totals per VAT group and of the document, as stored. */
export function DocumentSums(props: Props) {
  const { groups, amount, vat, amountIncludingVat, invoiceDiscount = "0", currencyCode, decimals } = props
  const differs = groups.some(({ vatDifference = "0" }) => !new Decimal(vatDifference).isZero())
  const t = useTranslations("documents")
  const discount = new Decimal(invoiceDiscount).neg()
  return (
    <div className="sums">
      <div>
        <Table className="table">
          <TableHead>
            <Row>
              <Column>{t("vatGroup")}</Column>
              <Column className="num">{t("base")}</Column>
              <Column className="num">{t("vatAmount")}</Column>
              {differs && <Column className="num">{t("vatDifference")}</Column>}
            </Row>
          </TableHead>
          <TableBody>
            {groups.map(group => (
              <Row key={`${group.vatIdentifier} ${group.vatCalculationType} ${group.vatPercent}`}>
                <Cell>
                  <GroupLabel group={group} />
                </Cell>
                <Cell className="num">
                  <Amount value={group.base} decimals={decimals} />
                </Cell>
                <Cell className="num">
                  <Amount value={group.vat} decimals={decimals} />
                </Cell>
                {differs && (
                  <Cell className="num">
                    <Amount value={group.vatDifference ?? "0"} decimals={decimals} />
                  </Cell>
                )}
              </Row>
            ))}
          </TableBody>
        </Table>
        {props.children}
      </div>
      <Totals
        parts={[
          ...(discount.isZero()
            ? []
            : [
                {
                  label: t("invoiceDiscountAmount"),
                  value: <Amount value={toPlain(discount)} decimals={decimals} />,
                },
              ]),
          { label: t("totalExclVat"), value: <Amount value={amount} decimals={decimals} /> },
          { label: t("vatAmount"), value: <Amount value={vat} decimals={decimals} /> },
        ]}
        sum={{
          label: t("totalInclVat", { currency: currencyCode }),
          value: <Amount value={amountIncludingVat} decimals={decimals} />,
        }}
      />
    </div>
  )
}

/** As the setup calls it; a reverse charge says so, whatever that is. */
function GroupLabel({ group: { description, vatIdentifier, vatCalculationType, vatPercent } }: { group: SumsGroup }) {
  const t = useTranslations("documents")
  const name = description || vatIdentifier
  if (vatCalculationType !== "normal") {
    const words = t(`vat.${vatCalculationType}`)
    return name.toLowerCase().includes(words.toLowerCase()) ? name : `${name}, ${words}`
  }
  if (description) return name
  return (
    <>
      {name}, <Percentage value={vatPercent} />
    </>
  )
}
