import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { getTranslations } from "next-intl/server"
import { signInWithPasskey } from "@/app/_passkeys/actions"
import { PasskeySubmit } from "@/app/_passkeys/passkey-submit"
import { leftBehind } from "@/app/actor"
import { companyOf } from "@/app/company-of"
import { LanguageChoice } from "@/app/language-choice"
import { localPath } from "@/app/local-path"
import { csrfToken, currentUser } from "@/app/session"
import { signInFailure } from "@/app/sign-in-failure"
import { Form } from "@/components/form/form"
import { CircleCheck } from "@/components/icons"
import { Link } from "@/components/link"
import { Notice } from "@/components/notice"
import { PlainTextField } from "@/components/plain-text-field"
import { ssoProviderOf } from "@/domain/users/sso-settings"
import { waitUntil } from "@/domain/users/wait"
import { env } from "@/env"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth.signIn"))("title") }
}

/** What the page says of why somebody who is signed in is asked again. */
const whyAnew = {
  session_ended: "anew",
  session_idle: "idle",
  other_sign_in_wanted: "otherWay",
  second_factor_wanted: "anew",
} as const

type Props = {
  searchParams: Promise<{ callbackUrl?: string | string[]; chosen?: string | string[]; sso?: string | string[] }>
}

/**
 * E-mail and password, as a plain HTML form for next-auth's own endpoint: it needs no JavaScript; or a passkey. Who is signed in is led
 * on, unless the company that they are on the way to has ended their session there.
 */
export default async function SignInPage({ searchParams }: Props) {
  const { callbackUrl: wanted, chosen, sso: refused } = await searchParams
  const callbackUrl = localPath(typeof wanted === "string" ? wanted : "/", env().PUBLIC_URL)
  const user = await currentUser()
  const anew = user && (await leftBehind(companyOf(callbackUrl)))
  if (user && !anew) redirect(callbackUrl)
  if (anew === "second_factor_wanted") redirect(`/sign-in/second-factor?callbackUrl=${encodeURIComponent(callbackUrl)}`)
  const sso = await ssoProviderOf(companyOf(callbackUrl))
  const [t, ofPasskeys] = await Promise.all([getTranslations("auth.signIn"), getTranslations("passkeys")])
  const failure = await signInFailure()
  const email = failure?.email ?? user?.email
  const wait = waitUntil(new Date(failure?.until ?? 0))
  return (
    <main className="sign">
      <div className="panel">
        <div className="company">
          <span className="mark" aria-hidden="true">
            I
          </span>
          <span>Inkoop</span>
        </div>
        <h1>{t("title")}</h1>
        {failure && (
          <Notice tone="failure" announce>
            {t(failure.reason, wait)}
          </Notice>
        )}
        {!failure && <SsoRefusal reason={refused} />}
        {anew && !failure && <p>{t(whyAnew[anew])}</p>}
        {chosen && !failure && (
          <Notice icon={CircleCheck} announce>
            {t("chosen")}
          </Notice>
        )}
        <form method="post" action="/api/auth/callback/credentials">
          <input type="hidden" name="csrfToken" value={await csrfToken()} />
          <input type="hidden" name="callbackUrl" value={callbackUrl} />
          <PlainTextField
            label={t("email")}
            name="email"
            type="email"
            autoComplete="username"
            defaultValue={email}
            autoFocus={!email}
            required
          />
          <PlainTextField
            label={t("password")}
            name="password"
            type="password"
            autoComplete="current-password"
            autoFocus={Boolean(email)}
            required
          />
          <button type="submit" className="btn primary">
            {t("submit")}
          </button>
        </form>
        <Form action={signInWithPasskey.bind(null, callbackUrl)} holdsWork={false} label={ofPasskeys("signIn")}>
          <PasskeySubmit use="sign-in" label={ofPasskeys("signIn")} />
        </Form>
        {sso && (
          // No link that is followed without loading a page: it leads out of the portal.
          <a className="btn" href={`/sign-in/sso/${sso.slug}?callbackUrl=${encodeURIComponent(callbackUrl)}`}>
            {t("sso", { company: sso.companyName })}
          </a>
        )}
        <p>
          <Link className="link" href="/sign-in/forgotten">
            {t("forgotten")}
          </Link>
        </p>
      </div>
      <LanguageChoice />
    </main>
  )
}

/** Why a company's single sign-on has let nobody in. */
async function SsoRefusal({ reason }: { reason: string | string[] | undefined }) {
  if (reason !== "domain" && reason !== "unknown") return null
  const t = await getTranslations("auth.signIn")
  return (
    <Notice tone="failure" announce>
      {t(reason === "domain" ? "ssoDomain" : "ssoUnknown")}
    </Notice>
  )
}
