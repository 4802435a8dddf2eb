import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { FileLinks } from "@/app/[company]/_exports/file-links"
import { requireActorWith } from "@/app/actor"
import { Age } from "@/components/date"
import { CheckboxGroup } from "@/components/form/checkbox-group"
import { DoneNotice } from "@/components/form/done-notice"
import { Form } from "@/components/form/form"
import { TextField } from "@/components/form/text-field"
import { Link } from "@/components/link"
import { PageHead } from "@/components/page-head"
import { Section } from "@/components/section"
import { State } from "@/components/state"
import { SubmitButton } from "@/components/submit-button"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import { type CompanyUser, listInvitations, listUsers } from "@/domain/users/company-users"
import { linksReachMailboxes } from "@/domain/users/link-mail"
import { invite } from "./actions"
import { Invitations } from "./invitations"
import { NoMail } from "./no-mail"
import { roleOptions } from "./role-options"

type Props = { params: Promise<{ company: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("users"))("title") }
}

/** Who works in the company and in which roles; for administrators. */
export default async function UsersPage({ params }: Props) {
  const { actor, company } = await requireActorWith("company.administer", (await params).company)
  const [users, invitations, mailed] = await Promise.all([
    listUsers(actor),
    listInvitations(actor),
    linksReachMailboxes(),
  ])
  const t = await getTranslations("users")
  return (
    <>
      <PageHead title={t("title")} actions={<FileLinks path={`/${company.slug}/administration/users`} query={{}} />} />
      <UserTable users={users} company={company.slug} />
      <Section title={t("invitations.title")}>
        <Invitations invitations={invitations} company={company.slug} />
      </Section>
      <Section title={t("invite.title")}>
        {mailed ? <p className="soft">{t("invite.text")}</p> : <NoMail />}
        <Form action={invite.bind(null, company.slug)} className="form" clearWhenDone>
          <DoneNotice>{t("invite.sent")}</DoneNotice>
          <TextField name="name" label={t("name")} autoComplete="off" required />
          <TextField name="email" type="email" label={t("email")} autoComplete="off" required />
          <CheckboxGroup name="roles" label={t("roles")} options={await roleOptions()} />
          <div className="actions">
            <SubmitButton pendingLabel={t("invite.sending")}>{t("invite.submit")}</SubmitButton>
          </div>
        </Form>
      </Section>
    </>
  )
}

async function UserTable({ users, company }: { users: readonly CompanyUser[]; company: string }) {
  const t = await getTranslations("users")
  return (
    <Table>
      <TableHead>
        <Row>
          <Column>{t("name")}</Column>
          <Column>{t("email")}</Column>
          <Column>{t("roles")}</Column>
          <Column>{t("state")}</Column>
          <Column>{t("lastSeen")}</Column>
        </Row>
      </TableHead>
      <TableBody>
        {users.map(user => (
          <Row key={user.userId}>
            <Cell className="lead">
              <Link className="link" href={`/${company}/administration/users/${user.userId}`}>
                {user.name}
              </Link>
            </Cell>
            <Cell className="mid">{user.email}</Cell>
            <Cell className="mid" label={t("roles")}>
              {user.roles.map(role => t(`role.${role}`)).join(", ")}
            </Cell>
            <Cell className="mid">
              <State name={user.disabled ? "disabled" : "active"} />
            </Cell>
            <Cell className="mid soft" label={t("lastSeen")}>
              {user.lastSeenAt ? <Age at={user.lastSeenAt} /> : t("never")}
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
