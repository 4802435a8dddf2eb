import { getTranslations } from "next-intl/server"
import { Notice } from "@/components/notice"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { ChainRead } from "@/domain/chain/read-chain"
import { chainRules } from "@/domain/chain/verify-chain"
import { sealRules } from "@/domain/chain/verify-seals"

/** As verify-books says them. */
const rules = { ...chainRules, ...sealRules }

/** What the last check of the chain found. */
export async function Findings({ checked }: Pick<ChainRead, "checked">) {
  const t = await getTranslations("chain")
  if (!checked) return null
  const sentence = (rule: string) => {
    const [code] = Object.entries(rules).find(([, text]) => text === rule) ?? []
    return code ? t(`rules.${code as keyof typeof rules}`) : rule
  }
  if (checked.wrong.length === 0) return <Notice title={t("clean", { count: checked.links })}>{t("cleanText")}</Notice>
  return (
    <>
      <Notice tone="failure" title={t("wrong", { count: checked.wrong.length })}>
        {t("wrongText")}
      </Notice>
      <Table>
        <TableHead>
          <Row>
            <Column>{t("where")}</Column>
            <Column>{t("rule")}</Column>
            <Column>{t("expected")}</Column>
            <Column>{t("found")}</Column>
          </Row>
        </TableHead>
        <TableBody>
          {checked.wrong.map(({ rule, table, key, about, expected, found }) => (
            <Row key={rule}>
              <Cell className="lead">{`${table}, ${key}`}</Cell>
              <Cell className="mid meaning" label={t("rule")}>
                {sentence(rule)}
                <span className="hint below">{about}</span>
              </Cell>
              <Cell className="mid" label={t("expected")}>
                {expected ?? t("nothing")}
              </Cell>
              <Cell className="mid" label={t("found")}>
                {found ?? t("nothing")}
              </Cell>
            </Row>
          ))}
        </TableBody>
      </Table>
    </>
  )
}
