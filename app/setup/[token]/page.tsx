import type { Metadata } from "next"
import { getLocale, getTranslations } from "next-intl/server"
import { CompanyFields } from "@/app/_companies/company-fields"
import { LanguageChoice } from "@/app/language-choice"
import { Form } from "@/components/form/form"
import { TextArea } from "@/components/form/text-area"
import { TextField } from "@/components/form/text-field"
import { Link } from "@/components/link"
import { Section } from "@/components/section"
import { SubmitButton } from "@/components/submit-button"
import { opensSetup } from "@/domain/companies/found-company"
import { colleagueRoles } from "@/domain/companies/invite-colleagues"
import { shortestPassword } from "@/domain/users/password"
import { setUpCompany } from "./actions"

type Props = { params: Promise<{ token: string }> }

export async function generateMetadata(): Promise<Metadata> {
  // The address is a secret: it must not be told to where a link leads.
  return { title: (await getTranslations("companies.setup"))("title"), referrer: "same-origin" }
}

/** Where the link that a start prints leads while there is no company: who one is, and the company. */
export default async function SetupPage({ params }: Props) {
  const { token } = await params
  const [opens, t, users] = await Promise.all([
    opensSetup(token),
    getTranslations("companies.setup"),
    getTranslations("users"),
  ])
  const roles = await getTranslations("users.role")
  const invitation = await getTranslations("users.invitation")
  if (!opens) return <Gone />
  return (
    <main className="sign broad">
      <div className="panel">
        <h1>{t("title")}</h1>
        <p className="read">{t("text")}</p>
        <Form action={setUpCompany.bind(null, token)}>
          <Section title={t("you")} first>
            <div className="fields">
              <TextField name="name" label={users("name")} autoComplete="name" required />
              <TextField name="email" type="email" label={users("email")} autoComplete="username" required />
              <TextField
                name="password"
                type="password"
                label={invitation("password")}
                hint={invitation("passwordHint", { minimum: shortestPassword })}
                autoComplete="new-password"
                required
              />
            </div>
          </Section>
          <Section title={t("company")}>
            <CompanyFields language={await getLocale()} />
          </Section>
          <Section title={t("colleagues")}>
            <p className="hint">{t("colleaguesText")}</p>
            <div className="fields">
              {colleagueRoles.map(role => (
                <TextArea key={role} name={role} label={roles(role)} rows={2} autoComplete="off" />
              ))}
            </div>
          </Section>
          <p className="hint">{t("next")}</p>
          <div className="actions">
            <SubmitButton pendingLabel={t("making")}>{t("make")}</SubmitButton>
          </div>
        </Form>
      </div>
      <LanguageChoice />
    </main>
  )
}

async function Gone() {
  const t = await getTranslations("companies.setup.gone")
  return (
    <main className="sign">
      <div className="panel">
        <h1>{t("title")}</h1>
        <p className="read">{t("text")}</p>
        <p>
          <Link className="btn" href="/sign-in">
            {t("signIn")}
          </Link>
        </p>
      </div>
      <LanguageChoice />
    </main>
  )
}
