"use client"

import { useTranslations } from "next-intl"
import { useFormAnswer } from "./answer"
import { factorAgainField, signInAgainField } from "./form-state"
import { TextField } from "./text-field"

/** Where an answer wants proof that its user is still there: the password or a code, in the form itself, so that nothing typed is lost. */
export function SignInAgain() {
  const t = useTranslations("form")
  const { issuesFor } = useFormAnswer()
  const [password, code] = [issuesFor(signInAgainField).length > 0, issuesFor(factorAgainField).length > 0]
  return (
    <>
      {password && (
        <TextField
          name={signInAgainField}
          type="password"
          label={t("yourPassword")}
          autoComplete="current-password"
          required
        />
      )}
      {code && <TextField name={factorAgainField} label={t("yourCode")} autoComplete="one-time-code" required />}
    </>
  )
}
