import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { requireActor } from "@/app/actor"
import { currentUser } from "@/app/session"
import { CheckboxGroup } from "@/components/form/checkbox-group"
import { DoneNotice } from "@/components/form/done-notice"
import { Form } from "@/components/form/form"
import { SelectField } from "@/components/form/select-field"
import { TextField } from "@/components/form/text-field"
import { Link } from "@/components/link"
import { PageHead } from "@/components/page-head"
import { Section } from "@/components/section"
import { SubmitButton } from "@/components/submit-button"
import { may } from "@/domain/access/actor"
import { quickPathFields } from "@/domain/documents/quick-path"
import { shortestPassword } from "@/domain/users/password"
import { languages, ownName } from "@/language/language"
import { changeOwnPassword, saveOwnSettings } from "./actions"
import { OwnPasskeys } from "./own-passkeys"
import { OwnSecondFactor } from "./own-second-factor"
import { OwnSessions } from "./own-sessions"

type Props = { params: Promise<{ company: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("title") }
}

export default async function SettingsPage({ params }: Props) {
  const { actor, company } = await requireActor((await params).company)
  const user = await currentUser()
  const [t, documents] = await Promise.all([getTranslations("settings"), getTranslations("documents")])
  const languageOptions = [
    { value: "", label: t("browsersLanguage") },
    ...languages.map(language => ({ value: language, label: ownName(language) })),
  ]
  const themeOptions = [
    { value: "", label: t("themes.system") },
    { value: "light", label: t("themes.light") },
    { value: "dark", label: t("themes.dark") },
  ]
  return (
    <>
      <PageHead title={t("title")} subject={`${actor.name}, ${user?.email}`} />
      <Section title={t("reading")}>
        <Form action={saveOwnSettings} className="form">
          <DoneNotice>{t("saved")}</DoneNotice>
          <SelectField
            name="language"
            label={t("language")}
            options={languageOptions}
            defaultValue={user?.language ?? ""}
          />
          <SelectField name="theme" label={t("theme")} options={themeOptions} defaultValue={user?.theme ?? ""} />
          <SelectField
            name="singleKeys"
            label={t("singleKeys")}
            hint={t("singleKeysHint")}
            options={[
              { value: "on", label: t("on") },
              { value: "off", label: t("off") },
            ]}
            defaultValue={user?.singleKeys === false ? "off" : "on"}
          />
          <CheckboxGroup
            name="quickPath"
            label={t("quickPath")}
            hint={t("quickPathHint")}
            options={quickPathFields.map(field => ({
              value: field,
              label: field === "price" ? t("quickPathPrice") : documents(`field.${field}`),
            }))}
            defaultValues={user?.quickPath}
          />
          <div className="actions">
            <SubmitButton pendingLabel={t("saving")}>{t("save")}</SubmitButton>
          </div>
        </Form>
      </Section>
      <Section title={t("notifications.title")}>
        <p className="soft read">{t("notifications.short", { company: company.name })}</p>
        <Link className="btn" href={`/${company.slug}/settings/notifications`}>
          {t("notifications.open")}
        </Link>
      </Section>
      {may(actor, "purchase_invoice.review") && (
        <Section title={t("absence.title")}>
          <p className="soft read">{t("absence.text")}</p>
          <Link className="btn" href={`/${company.slug}/settings/absences`}>
            {t("absence.open")}
          </Link>
        </Section>
      )}
      <Section title={t("password")}>
        <Form action={changeOwnPassword} className="form" clearWhenDone>
          <DoneNotice>{t("passwordChanged")}</DoneNotice>
          <TextField
            name="currentPassword"
            label={t("currentPassword")}
            type="password"
            autoComplete="current-password"
            required
          />
          <TextField
            name="newPassword"
            label={t("newPassword")}
            hint={t("passwordHint", { minimum: shortestPassword })}
            type="password"
            autoComplete="new-password"
            required
          />
          <div className="actions">
            <SubmitButton className="btn" pendingLabel={t("saving")}>
              {t("changePassword")}
            </SubmitButton>
          </div>
        </Form>
      </Section>
      <Section title={t("api")}>
        <p className="soft">{t("apiText", { company: company.name })}</p>
        <p className="actions">
          <Link className="btn" href={`/${company.slug}/settings/api`}>
            {t("apiTokens")}
          </Link>
        </p>
      </Section>
      {user?.ssoCompanyId === null ? (
        <>
          <Section title={t("secondFactor.title")}>
            <OwnSecondFactor userId={actor.userId} company={company.slug} />
          </Section>
          <Section title={t("passkeys")}>
            <OwnPasskeys userId={actor.userId} company={company.slug} />
          </Section>
          <Section title={t("ownData")}>
            <p className="soft">{t("ownDataText")}</p>
            <p className="actions">
              <a className="btn" href={`/${company.slug}/settings/own-data`}>
                {t("downloadOwnData")}
              </a>
            </p>
          </Section>
          <Section title={t("sessions")}>
            <OwnSessions userId={actor.userId} />
          </Section>
        </>
      ) : (
        <p className="soft">{t("bySso")}</p>
      )}
    </>
  )
}
