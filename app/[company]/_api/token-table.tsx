import { getTranslations } from "next-intl/server"
import { Age, Instant } from "@/components/date"
import { Form } from "@/components/form/form"
import type { FormAction } from "@/components/form/form-state"
import { SubmitButton } from "@/components/submit-button"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { ShownToken } from "@/domain/users/api-tokens"

type Props = {
  tokens: readonly ShownToken[]
  /** Whether they are of several people. */
  ofEverybody?: boolean
  /** What withdraws a token. */
  withdraw(id: number): FormAction
}

/** API tokens, each to be withdrawn. */
export async function TokenTable({ tokens, ofEverybody = false, withdraw }: Props) {
  const t = await getTranslations("web_api")
  if (tokens.length === 0) return <p className="soft">{t("none")}</p>
  return (
    <Table>
      <TableHead>
        <Row>
          <Column>{t("name")}</Column>
          {ofEverybody && <Column>{t("person")}</Column>}
          <Column>{t("scopes")}</Column>
          <Column>{t("expires")}</Column>
          <Column>{t("lastUsed")}</Column>
          <Column>
            <span className="hidden">{t("withdraw")}</span>
          </Column>
        </Row>
      </TableHead>
      <TableBody>
        {tokens.map(({ id, person, name, ending, scopes, expiresAt, lastUsedAt, isOver }) => (
          <Row key={id}>
            <Cell className="mid meaning">
              {name}
              <span className="hint below">{t("ending", { ending })}</span>
            </Cell>
            {ofEverybody && (
              <Cell className="mid" label={t("person")}>
                {person.name}
              </Cell>
            )}
            <Cell className="lead" label={t("scopes")}>
              {scopes.map(scope => t(`scope.${scope}`)).join(", ")}
            </Cell>
            <Cell className="mid" label={t("expires")}>
              {isOver ? t("over") : <Instant at={expiresAt} />}
            </Cell>
            <Cell className="mid" label={t("lastUsed")}>
              {lastUsedAt ? <Age at={lastUsedAt} /> : t("never")}
            </Cell>
            <Cell className="amount">
              <Form action={withdraw(id)} holdsWork={false}>
                <SubmitButton className="btn danger" aria-label={t("withdrawNamed", { name })}>
                  {t("withdraw")}
                </SubmitButton>
              </Form>
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
