import { getTranslations } from "next-intl/server"
import { Amount } from "@/components/amount"
import { Link } from "@/components/link"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import { toPlain } from "@/domain/money/decimal"
import { importNames } from "@/domain/opening-balances/import-kind"
import { openingParts } from "@/domain/opening-balances/opening-part"
import type { Preparation } from "@/domain/opening-balances/read-preparation"

type Props = { slug: string; preparation: Preparation; mayPost: boolean }

/** What is prepared of each part, and where its file is brought. */
export async function OpeningParts({ slug, preparation, mayPost }: Props) {
  const t = await getTranslations("opening")
  const { prepared, totals } = preparation
  const sums = { vendors: totals.vendors, accounts: totals.trialBalance, stock: totals.stock }
  return (
    <Table>
      <TableHead>
        <Row>
          <Column>{t("part")}</Column>
          <Column className="num">{t("lines")}</Column>
          <Column className="num">{t("total", { currency: prepared.lcy.code })}</Column>
          {mayPost && <Column>{t("file")}</Column>}
        </Row>
      </TableHead>
      <TableBody>
        {openingParts.map(part => (
          <Row key={part}>
            <Cell className="lead">
              <Link className="link" href={`/${slug}/administration/opening-balances/prepared/${part}`}>
                {t(`partName.${part}`)}
              </Link>
            </Cell>
            <Cell className="num mid" label={t("lines")}>
              {prepared[part].length}
            </Cell>
            <Cell className="num mid" label={t("total", { currency: prepared.lcy.code })}>
              <Amount value={toPlain(sums[part])} decimals={prepared.lcy.decimals} />
            </Cell>
            {mayPost && (
              <Cell className="mid" label={t("file")}>
                <Link className="link" href={`/${slug}/imports/new/${importNames[part]}`}>
                  {t(`importPart.${part}`)}
                </Link>
              </Cell>
            )}
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
