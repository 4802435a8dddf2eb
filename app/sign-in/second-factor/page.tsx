import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { getTranslations } from "next-intl/server"
import { passByPasskey } from "@/app/_passkeys/actions"
import { AddPasskey } from "@/app/_passkeys/add-passkey"
import { PasskeySubmit } from "@/app/_passkeys/passkey-submit"
import { LanguageChoice } from "@/app/language-choice"
import { localPath } from "@/app/local-path"
import { currentUser, sessionId } from "@/app/session"
import { SignOut } from "@/app/sign-out"
import { Form } from "@/components/form/form"
import { TextField } from "@/components/form/text-field"
import { SubmitButton } from "@/components/submit-button"
import { hasAuthenticator, newAuthenticator } from "@/domain/users/authenticator"
import { hasSecondFactor } from "@/domain/users/own-factors"
import { listPasskeys } from "@/domain/users/passkeys"
import { findAwaiting } from "@/domain/users/second-factor"
import { env } from "@/env"
import { confirmNew, enterCode } from "./actions"
import { QrCode } from "./qr-code"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("second_factor"))("title") }
}

type Props = { searchParams: Promise<{ callbackUrl?: string | string[]; add?: string | string[] }> }

/**
 * The second step of signing in: a passkey or a code, from whoever has one; else, for who is on the way to a company that
 * wants a second factor or comes from My Settings, the making of one.
 */
export default async function SecondFactorPage({ searchParams }: Props) {
  const { callbackUrl: wanted, add } = await searchParams
  const callbackUrl = localPath(typeof wanted === "string" ? wanted : "/", env().PUBLIC_URL)
  const id = await sessionId()
  const awaiting = id === undefined ? undefined : await findAwaiting(id)
  const user = awaiting ? undefined : await currentUser()
  if (id === undefined || (!awaiting && !user)) redirect(`/sign-in?callbackUrl=${encodeURIComponent(callbackUrl)}`)
  const hasOne = awaiting !== undefined || (await hasSecondFactor(user!.id))
  const addsApp = add === "app" && user?.hasFactor === true && !(await hasAuthenticator(user.id))
  if (user?.hasFactor && hasOne && !addsApp) redirect(callbackUrl)
  const t = await getTranslations("second_factor")
  return (
    <main className="sign">
      <div className="panel">
        <h1>{t("title")}</h1>
        {hasOne && !addsApp ? (
          <ProveOne userId={(awaiting ?? user)!.id} callbackUrl={callbackUrl} />
        ) : (
          <MakeOne userId={user!.id} sessionId={id} callbackUrl={callbackUrl} isFirst={!addsApp} />
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

async function ProveOne({ userId, callbackUrl }: { userId: number; callbackUrl: string }) {
  const [passkeys, hasApp] = [await listPasskeys(userId), await hasAuthenticator(userId)]
  const [t, ofPasskeys] = await Promise.all([getTranslations("second_factor"), getTranslations("passkeys")])
  return (
    <>
      {passkeys.length > 0 && (
        <Form action={passByPasskey.bind(null, callbackUrl)} holdsWork={false} label={ofPasskeys("use")}>
          <p>{t("enterPasskey")}</p>
          <PasskeySubmit use="second-factor" label={ofPasskeys("use")} className="btn primary" />
        </Form>
      )}
      <Form action={enterCode.bind(null, callbackUrl)} holdsWork={false}>
        <p>{t(hasApp ? "enter" : "enterRecovery")}</p>
        <CodeField label={t("code")} hint={t(hasApp ? "codeHint" : "recoveryHint")} first={passkeys.length === 0} />
        <SubmitButton className={passkeys.length > 0 ? "btn" : "btn primary"} pendingLabel={t("checking")}>
          {t("submit")}
        </SubmitButton>
      </Form>
    </>
  )
}

async function MakeOne(props: { userId: number; sessionId: string; callbackUrl: string; isFirst: boolean }) {
  const made = await newAuthenticator(props.userId, props.sessionId)
  const [t, ofPasskeys] = await Promise.all([getTranslations("second_factor"), getTranslations("passkeys")])
  return (
    <>
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
        <CodeField label={t("code")} hint={t("firstCodeHint")} first />
        <SubmitButton pendingLabel={t("checking")}>{t("confirm")}</SubmitButton>
      </Form>
      {props.isFirst && (
        <>
          <p>{ofPasskeys("instead")}</p>
          <AddPasskey back={props.callbackUrl} />
        </>
      )}
    </>
  )
}

function CodeField({ label, hint, first }: { label: string; hint: string; first: boolean }) {
  return <TextField name="code" label={label} hint={hint} autoComplete="one-time-code" autoFocus={first} required />
}
