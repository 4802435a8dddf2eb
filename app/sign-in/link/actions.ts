"use server"

import { redirect } from "next/navigation"
import { answerAccount, type FormState } from "@/app/form-action"
import { requireFreshSignIn } from "@/app/fresh-sign-in"
import { forgetToLink, identityToLink } from "@/app/sso"
import { NotFound } from "@/domain/errors"
import { linkIdentity } from "@/domain/users/sso-sign-in"

/** Links the account of who is signed in with whom a company's issuer has sent. */
export async function linkAccount(_previous: FormState, form: FormData): Promise<FormState> {
  return answerAccount(form, async user => {
    await requireFreshSignIn(form)
    const asked = await identityToLink()
    if (!asked) throw new NotFound("identity")
    await linkIdentity(user, asked)
    await forgetToLink()
    redirect("/")
  })
}
