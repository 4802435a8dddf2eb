"use client"

import { useTranslations } from "next-intl"
import { useFormAnswer } from "./answer"
import { signInAgainField } from "./form-state"
import { TextField } from "./text-field"

/** Where an answer wants proof that its user is still there: the password, in the form itself, so that nothing typed is lost. */
export function SignInAgain() {
  const t = useTranslations("form")
  if (useFormAnswer().issuesFor(signInAgainField).length === 0) return null
  return (
    <TextField
      name={signInAgainField}
      type="password"
      label={t("yourPassword")}
      autoComplete="current-password"
      required
    />
  )
}
