import { getTranslations } from "next-intl/server"
import { Instant } from "@/components/date"
import { Form } from "@/components/form/form"
import { SubmitButton } from "@/components/submit-button"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { OpenInvitation } from "@/domain/users/company-users"
import { withdraw } from "./actions"

/** Invitations that wait to be answered. Their links are in the mails alone. */
export async function Invitations(props: { invitations: readonly OpenInvitation[]; company: string }) {
  const { invitations, company } = props
  const t = await getTranslations("users")
  if (invitations.length === 0) return <p className="soft">{t("invitations.none")}</p>
  return (
    <Table>
      <TableHead>
        <Row>
          <Column>{t("name")}</Column>
          <Column>{t("roles")}</Column>
          <Column>{t("invitations.validUntil")}</Column>
          <Column>
            <span className="hidden">{t("invitations.withdraw")}</span>
          </Column>
        </Row>
      </TableHead>
      <TableBody>
        {invitations.map(({ id, name, email, roles, expired, expiresAt }) => (
          <Row key={id}>
            <Cell className="lead">
              {name}
              <span className="hint below">{email}</span>
            </Cell>
            <Cell className="mid" label={t("roles")}>
              {roles.map(role => t(`role.${role}`)).join(", ")}
            </Cell>
            <Cell className="mid" label={t("invitations.validUntil")}>
              {expired ? t("invitations.expired") : <Instant at={expiresAt} />}
            </Cell>
            <Cell className="amount">
              <Form action={withdraw.bind(null, company, id)}>
                <SubmitButton className="btn" aria-label={t("invitations.withdrawFor", { name })}>
                  {t("invitations.withdraw")}
                </SubmitButton>
              </Form>
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
