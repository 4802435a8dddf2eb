import { useTranslations } from "next-intl"
import { Amount, Percentage } from "@/components/amount"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import { Totals } from "@/components/totals"

export type SumsGroup = {
  vatIdentifier: string
  description: string
  vatCalculationType: "normal" | "reverse_charge" | "exempt"
  vatPercent: string
  base: string
  vat: string
}

type Props = {
  groups: readonly SumsGroup[]
  amount: string
  /** Worked out by the caller: amount including VAT − amount. */
  vat: string
  amountIncludingVat: string
  currencyCode: string
  decimals: number
}

/** Totals per VAT group and of the document, as stored. */
export function DocumentSums({ groups, amount, vat, amountIncludingVat, currencyCode, decimals }: Props) {
  const t = useTranslations("documents")
  return (
    <div className="sums">
      <Table className="table">
        <TableHead>
          <Row>
            <Column>{t("vatGroup")}</Column>
            <Column className="num">{t("base")}</Column>
            <Column className="num">{t("vatAmount")}</Column>
          </Row>
        </TableHead>
        <TableBody>
          {groups.map(group => (
            <Row key={`${group.vatIdentifier} ${group.vatCalculationType} ${group.vatPercent}`}>
              <Cell>
                {group.description || (
                  <>
                    {group.vatIdentifier}, <Percentage value={group.vatPercent} />
                  </>
                )}
              </Cell>
              <Cell className="num">
                <Amount value={group.base} decimals={decimals} />
              </Cell>
              <Cell className="num">
                <Amount value={group.vat} decimals={decimals} />
              </Cell>
            </Row>
          ))}
        </TableBody>
      </Table>
      <Totals
        parts={[
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
