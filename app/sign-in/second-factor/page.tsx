import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { getTranslations } from "next-intl/server"
import { LanguageChoice } from "@/app/language-choice"
import { localPath } from "@/app/local-path"
import { currentUser, sessionId } from "@/app/session"
import { SignOut } from "@/app/sign-out"
import { Form } from "@/components/form/form"
import { TextField } from "@/components/form/text-field"
import { SubmitButton } from "@/components/submit-button"
import { hasAuthenticator, newAuthenticator } from "@/domain/users/authenticator"
import { findAwaiting } from "@/domain/users/second-factor"
import { env } from "@/env"
import { confirmNew, enterCode } from "./actions"
import { QrCode } from "./qr-code"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("second_factor"))("title") }
}

type Props = { searchParams: Promise<{ callbackUrl?: string | string[] }> }

/**
 * The second step of signing in: a code, from whoever has an authenticator; else, for who is on the way to a company that
 * wants a second factor or comes from My Settings, the making of one.
 */
export default async function SecondFactorPage({ searchParams }: Props) {
  const wanted = (await searchParams).callbackUrl
  const callbackUrl = localPath(typeof wanted === "string" ? wanted : "/", env().PUBLIC_URL)
  const id = await sessionId()
  const awaiting = id === undefined ? undefined : await findAwaiting(id)
  const user = awaiting ? undefined : await currentUser()
  if (id === undefined || (!awaiting && !user)) redirect(`/sign-in?callbackUrl=${encodeURIComponent(callbackUrl)}`)
  const hasOne = awaiting !== undefined || (await hasAuthenticator(user!.id))
  if (user?.hasFactor && hasOne) redirect(callbackUrl)
  const t = await getTranslations("second_factor")
  return (
    <main className="sign">
      <div className="panel">
        <h1>{t("title")}</h1>
        {hasOne ? (
          <Form action={enterCode.bind(null, callbackUrl)} holdsWork={false}>
            <p>{t("enter")}</p>
            <CodeField label={t("code")} hint={t("codeHint")} />
            <SubmitButton pendingLabel={t("checking")}>{t("submit")}</SubmitButton>
          </Form>
        ) : (
          <MakeOne userId={user!.id} sessionId={id} callbackUrl={callbackUrl} />
        )}
        <SignOut>
          <button type="submit" className="btn plain">
            {t("signOut")}
          </button>
        </SignOut>
      </div>
      <LanguageChoice />
    </main>
  )
}

async function MakeOne(props: { userId: number; sessionId: string; callbackUrl: string }) {
  const made = await newAuthenticator(props.userId, props.sessionId)
  const t = await getTranslations("second_factor")
  return (
    <Form action={confirmNew.bind(null, props.callbackUrl)} holdsWork={false}>
      <p>{t("make")}</p>
      {made && (
        <>
          <QrCode text={made.uri} label={t("qrCode")} />
          <p>
            {t("byHand")} <code>{made.secret.match(/.{1,4}/g)?.join(" ")}</code>
          </p>
        </>
      )}
      <CodeField label={t("code")} hint={t("firstCodeHint")} />
      <SubmitButton pendingLabel={t("checking")}>{t("confirm")}</SubmitButton>
    </Form>
  )
}

function CodeField({ label, hint }: { label: string; hint: string }) {
  return <TextField name="code" label={label} hint={hint} autoComplete="one-time-code" autoFocus required />
}
