import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { getTranslations } from "next-intl/server"
import {
  endUserSessions,
  erase,
  offerPassword,
  resetFactors,
  saveRoles,
  setAccess,
} from "@/app/[company]/administration/users/actions"
import { NoMail } from "@/app/[company]/administration/users/no-mail"
import { roleOptions } from "@/app/[company]/administration/users/role-options"
import { requireActorWith } from "@/app/actor"
import { found } from "@/app/found"
import { Crumbs } from "@/components/crumbs"
import { CheckboxField } from "@/components/form/checkbox-field"
import { CheckboxGroup } from "@/components/form/checkbox-group"
import { DoneNotice } from "@/components/form/done-notice"
import { Form } from "@/components/form/form"
import { PageHead } from "@/components/page-head"
import { Section } from "@/components/section"
import { State } from "@/components/state"
import { SubmitButton } from "@/components/submit-button"
import { readUser } from "@/domain/users/company-users"
import { linksReachMailboxes } from "@/domain/users/link-mail"

type Props = { params: Promise<{ company: string; user: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("users"))("title") }
}

/** One user: roles, access, sessions, a link for a new password; for administrators. */
export default async function UserPage({ params }: Props) {
  const { company: slug, user: no } = await params
  const { actor, company } = await requireActorWith("company.administer", slug)
  if (!/^[1-9]\d{0,8}$/.test(no)) notFound()
  const [user, mailed] = await Promise.all([found(readUser(actor, Number(no))), linksReachMailboxes()])
  const t = await getTranslations("users")
  const { name } = user
  const inCompany = { name, company: company.name }
  const access = user.disabled ? "enable" : "disable"
  return (
    <>
      <Crumbs trail={[{ label: t("title"), href: `/${slug}/administration/users` }, { label: name }]} />
      <PageHead title={name} state={<State name={user.disabled ? "disabled" : "active"} />} subject={user.email} />
      <Form action={saveRoles.bind(null, slug, user.userId)} className="form">
        <DoneNotice>{t("user.saved")}</DoneNotice>
        <CheckboxGroup
          name="roles"
          label={t("user.roles", { company: company.name })}
          hint={t("user.rolesHint", { company: company.name })}
          options={await roleOptions()}
          defaultValues={user.roles}
        />
        <div className="actions">
          <SubmitButton pendingLabel={t("user.saving")}>{t("user.save")}</SubmitButton>
        </div>
      </Form>
      <Section title={t("user.access")}>
        <p className="soft">{t("user.told", { name })}</p>
        {user.userId !== actor.userId && (
          <Form action={setAccess.bind(null, slug, user.userId, access)} className="form">
            <p className="soft">{t(`user.${access}Text`, inCompany)}</p>
            <div className="actions">
              <SubmitButton className={user.disabled ? "btn" : "btn danger"}>{t(`user.${access}`)}</SubmitButton>
            </div>
          </Form>
        )}
        <Form action={endUserSessions.bind(null, slug, user.userId)} className="form">
          <DoneNotice>{t("user.sessionsEnded", { name })}</DoneNotice>
          <p className="soft">{t("user.endSessionsText", inCompany)}</p>
          <div className="actions">
            <SubmitButton className="btn">{t("user.endSessions")}</SubmitButton>
          </div>
        </Form>
        <Form action={offerPassword.bind(null, slug, user.userId)} className="form">
          <DoneNotice>{t("user.passwordSent", { name })}</DoneNotice>
          {mailed ? <p className="soft">{t("user.newPasswordText", { name })}</p> : <NoMail />}
          <div className="actions">
            <SubmitButton className="btn">{t("user.newPassword")}</SubmitButton>
          </div>
        </Form>
        {user.userId !== actor.userId && (
          <Form action={resetFactors.bind(null, slug, user.userId)} className="form" holdsWork={false}>
            <DoneNotice>{t("user.factorsReset", { name })}</DoneNotice>
            <p className="soft">{t("user.resetFactorsText", { name })}</p>
            <div className="actions">
              <SubmitButton className="btn">{t("user.resetFactors")}</SubmitButton>
            </div>
          </Form>
        )}
      </Section>
      {user.disabled && (
        <Section title={t("user.erase")}>
          <Form action={erase.bind(null, slug, user.userId)} className="form" holdsWork={false}>
            <p className="soft">{t("user.eraseText", inCompany)}</p>
            <CheckboxField name="sure" label={t("user.eraseSure", { name })} />
            <div className="actions">
              <SubmitButton className="btn danger">{t("user.erase")}</SubmitButton>
            </div>
          </Form>
        </Section>
      )}
    </>
  )
}
