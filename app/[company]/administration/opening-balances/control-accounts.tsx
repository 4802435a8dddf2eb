import { getTranslations } from "next-intl/server"
import { Amount } from "@/components/amount"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import { toPlain } from "@/domain/money/decimal"
import type { Preparation } from "@/domain/opening-balances/read-preparation"

/** What the trial balance and the subledger have of each control account. */
export async function ControlAccounts({ preparation: { controls, prepared } }: { preparation: Preparation }) {
  const t = await getTranslations("opening")
  const amounts = ["trialBalance", "subledger", "difference"] as const
  return (
    <Table>
      <TableHead>
        <Row>
          <Column>{t("account")}</Column>
          <Column>{t("ledger")}</Column>
          {amounts.map(amount => (
            <Column key={amount} className="num">
              {t(amount)}
            </Column>
          ))}
        </Row>
      </TableHead>
      <TableBody>
        {controls.map(control => (
          <Row key={`${control.ledger} ${control.glAccountNo}`}>
            <Cell className="lead">
              {control.glAccountNo} {control.name}
            </Cell>
            <Cell className="mid" label={t("ledger")}>
              {t(`ledgerName.${control.ledger}`)}
            </Cell>
            {amounts.map(amount => (
              <Cell key={amount} className="num mid" label={t(amount)}>
                <Amount value={toPlain(control[amount])} decimals={prepared.lcy.decimals} />
              </Cell>
            ))}
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
