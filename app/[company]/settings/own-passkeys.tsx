import { getTranslations } from "next-intl/server"
import { removeOwnPasskey } from "@/app/_passkeys/actions"
import { AddPasskey } from "@/app/_passkeys/add-passkey"
import { Age, Instant } from "@/components/date"
import { Form } from "@/components/form/form"
import { SubmitButton } from "@/components/submit-button"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import { listPasskeys } from "@/domain/users/passkeys"

/** The reader's passkeys, each to be removed, and another to be added. */
export async function OwnPasskeys({ userId, company }: { userId: number; company: string }) {
  const passkeys = await listPasskeys(userId)
  const t = await getTranslations("passkeys")
  const here = `/${company}/settings`
  return (
    <>
      <p className="soft">{t("text")}</p>
      {passkeys.length === 0 && <p className="soft">{t("none")}</p>}
      {passkeys.length > 0 && (
        <Table>
          <TableHead>
            <Row>
              <Column>{t("name")}</Column>
              <Column>{t("added")}</Column>
              <Column>{t("lastUsed")}</Column>
              <Column>
                <span className="hidden">{t("remove")}</span>
              </Column>
            </Row>
          </TableHead>
          <TableBody>
            {passkeys.map(({ id, name, createdAt, lastUsedAt }) => (
              <Row key={id}>
                <Cell className="lead">{name}</Cell>
                <Cell className="mid" label={t("added")}>
                  <Instant at={createdAt} />
                </Cell>
                <Cell className="mid" label={t("lastUsed")}>
                  {lastUsedAt ? <Age at={lastUsedAt} /> : t("never")}
                </Cell>
                <Cell className="amount">
                  <Form action={removeOwnPasskey.bind(null, here, id)} holdsWork={false}>
                    <SubmitButton className="btn danger" aria-label={t("removeNamed", { name })}>
                      {t("remove")}
                    </SubmitButton>
                  </Form>
                </Cell>
              </Row>
            ))}
          </TableBody>
        </Table>
      )}
      <AddPasskey back={here} className="form" />
    </>
  )
}
