import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { LanguageChoice } from "@/app/language-choice"
import { currentUser } from "@/app/session"
import { SignOut } from "@/app/sign-out"
import { Form } from "@/components/form/form"
import { TextField } from "@/components/form/text-field"
import { Link } from "@/components/link"
import { SubmitButton } from "@/components/submit-button"
import { findInvitation, type Invitation } from "@/domain/users/accept-invitation"
import { shortestPassword } from "@/domain/users/password"
import { accept, decline } from "./actions"

type Props = { params: Promise<{ token: string }> }

export async function generateMetadata(): Promise<Metadata> {
  // The address is a secret: it must not be told to where a link leads.
  return { title: (await getTranslations("users.invitation"))("title"), referrer: "same-origin" }
}

/**
 * Where the link of a mail leads: name and password of a new user, a new password, or the consent of a user there is,
 * signed in, to join one more company. Who does not want to may decline.
 */
export default async function InvitationPage({ params }: Props) {
  const { token } = await params
  const [invitation, user] = await Promise.all([findInvitation(token), currentUser()])
  return (
    <main className="sign">
      <div className="panel">
        {invitation ? <Answer token={token} invitation={invitation} email={user?.email} /> : <Gone />}
      </div>
      <LanguageChoice />
    </main>
  )
}

/** @param props.email of who is signed in */
async function Answer(props: { token: string; invitation: Invitation; email?: string }) {
  const { token, invitation, email: current } = props
  const { acceptance, companyName: company, email } = invitation
  const t = await getTranslations("users.invitation")
  const mustSignIn = acceptance === "joins" && current !== email
  return (
    <>
      <h1>{t("title")}</h1>
      {mustSignIn ? (
        <SignInFirst token={token} company={company} email={email} current={current} />
      ) : (
        <Accept token={token} invitation={invitation} />
      )}
      {acceptance !== "new_password" && (
        <Form action={decline.bind(null, token)}>
          <SubmitButton className="btn plain">{t("decline")}</SubmitButton>
        </Form>
      )}
    </>
  )
}

async function Accept({ token, invitation }: { token: string; invitation: Invitation }) {
  const { acceptance, companyName: company, email, name } = invitation
  const t = await getTranslations("users.invitation")
  const common = await getTranslations("users")
  const roles = invitation.roles.map(role => common(`role.${role}`)).join(", ")
  return (
    <>
      <p>{t(acceptance, { company, email, roles })}</p>
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

/** Only the invited user may join, and so has to be the one who is signed in. */
async function SignInFirst(props: { token: string; company: string; email: string; current?: string }) {
  const { token, company, email, current } = props
  const t = await getTranslations("users.invitation")
  const signIn = `/sign-in?callbackUrl=${encodeURIComponent(`/invitation/${token}`)}`
  if (current === undefined) {
    return (
      <>
        <p>{t("signInFirst", { company, email })}</p>
        <Link className="btn primary" href={signIn}>
          {t("signIn")}
        </Link>
      </>
    )
  }
  return (
    <>
      <p>{t("otherUser", { company, email, current })}</p>
      <SignOut to={signIn}>
        <button type="submit" className="btn primary">
          {t("signOut")}
        </button>
      </SignOut>
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
