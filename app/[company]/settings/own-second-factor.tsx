import { getTranslations } from "next-intl/server"
import { Form } from "@/components/form/form"
import { TextField } from "@/components/form/text-field"
import { Link } from "@/components/link"
import { SubmitButton } from "@/components/submit-button"
import { hasAuthenticator } from "@/domain/users/authenticator"
import { hasSecondFactor } from "@/domain/users/own-factors"
import { countRecoveryCodes } from "@/domain/users/recovery-codes"
import { newRecoveryCodes, removeOwnAuthenticator } from "./second-factor-actions"

/** The reader's second factors beside passkeys: an authenticator, to be made or removed, and recovery codes, renewed. */
export async function OwnSecondFactor({ userId, company }: { userId: number; company: string }) {
  const t = await getTranslations("settings.secondFactor")
  const [hasApp, hasAny, left] = await Promise.all([
    hasAuthenticator(userId),
    hasSecondFactor(userId),
    countRecoveryCodes(userId),
  ])
  const here = encodeURIComponent(`/${company}/settings`)
  return (
    <>
      <p className="soft">{hasAny ? t(hasApp ? "has" : "hasKey", { left }) : t("none")}</p>
      {!hasApp && (
        <p className="actions">
          <Link className="btn" href={`/sign-in/second-factor?add=app&callbackUrl=${here}`}>
            {t("make")}
          </Link>
        </p>
      )}
      {hasAny && (
        <Form action={newRecoveryCodes.bind(null, company)} className="form" holdsWork={false}>
          <div className="actions">
            <SubmitButton className="btn">{t("newCodes")}</SubmitButton>
          </div>
        </Form>
      )}
      {hasApp && (
        <Form action={removeOwnAuthenticator.bind(null, company)} className="form" holdsWork={false}>
          <TextField name="code" label={t("code")} hint={t("codeHint")} autoComplete="one-time-code" required />
          <div className="actions">
            <SubmitButton className="btn danger">{t("remove")}</SubmitButton>
          </div>
        </Form>
      )}
    </>
  )
}
