import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { LanguageChoice } from "@/app/language-choice"
import { Form } from "@/components/form/form"
import { TextField } from "@/components/form/text-field"
import { Link } from "@/components/link"
import { SubmitButton } from "@/components/submit-button"
import { findInvitation, type Invitation } from "@/domain/users/accept-invitation"
import { shortestPassword } from "@/domain/users/password"
import { accept } from "./actions"

type Props = { params: Promise<{ token: string }> }

export async function generateMetadata(): Promise<Metadata> {
  // The address is a secret: it must not be told to where a link leads.
  return { title: (await getTranslations("users.invitation"))("title"), referrer: "same-origin" }
}

/** Where an invitation's link leads: name and password of a new user, or just the consent of one there is. */
export default async function InvitationPage({ params }: Props) {
  const { token } = await params
  const invitation = await findInvitation(token)
  return (
    <main className="sign">
      <div className="panel">{invitation ? <Accept token={token} invitation={invitation} /> : <Gone />}</div>
      <LanguageChoice />
    </main>
  )
}

async function Accept({ token, invitation }: { token: string; invitation: Invitation }) {
  const { acceptance, companyName: company, email, name } = invitation
  const t = await getTranslations("users.invitation")
  const common = await getTranslations("users")
  return (
    <>
      <h1>{t("title")}</h1>
      <p>{t(acceptance, { company, email })}</p>
      <Form action={accept.bind(null, token)}>
        {acceptance === "new_user" && (
          <TextField name="name" label={common("name")} defaultValue={name} autoComplete="name" required />
        )}
        {/* For the browser's password keeper. */}
        <input type="hidden" name="username" autoComplete="username" value={email} />
        {acceptance !== "joins" && (
          <TextField
            name="password"
            type="password"
            label={t("password")}
            hint={t("passwordHint", { minimum: shortestPassword })}
            autoComplete="new-password"
            required
          />
        )}
        <SubmitButton pendingLabel={t("accepting")}>
          {acceptance === "new_password" ? t("choose") : t("accept")}
        </SubmitButton>
      </Form>
    </>
  )
}

async function Gone() {
  const t = await getTranslations("users.invitation.gone")
  return (
    <>
      <h1>{t("title")}</h1>
      <p className="read">{t("text")}</p>
      <p>
        <Link className="btn" href="/sign-in">
          {t("signIn")}
        </Link>
      </p>
    </>
  )
}
