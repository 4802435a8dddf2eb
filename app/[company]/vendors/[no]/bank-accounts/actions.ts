"use server"

import { redirect } from "next/navigation"
import { bankAccountsPath } from "@/app/[company]/_vendors/bank-accounts-path"
import { answer, type FormState } from "@/app/form-action"
import { requireFreshSignIn } from "@/app/fresh-sign-in"
import { proposeBankAccount } from "@/domain/bank-account-approvals/propose-bank-account"
import { NotFound } from "@/domain/errors"
import {
  confirmBankAccount,
  rejectBankAccount,
  withdrawBankAccount,
} from "@/domain/vendor-bank-accounts/answer-bank-account"

const textIn = (form: FormData, name: string) => {
  const value = form.get(name)
  return typeof value === "string" ? value : ""
}

/** Proposes a bank account of the vendor. */
export async function propose(company: string, no: string, _previous: FormState, form: FormData): Promise<FormState> {
  return answer(company, form, async actor => {
    await requireFreshSignIn(form)
    await proposeBankAccount(actor, bound(no), {
      iban: textIn(form, "iban"),
      accountNo: textIn(form, "accountNo"),
      bic: textIn(form, "bic"),
      accountHolder: textIn(form, "accountHolder"),
      evidence: textIn(form, "evidence"),
      verifiedHow: textIn(form, "verifiedHow"),
      verifiedOn: textIn(form, "verifiedOn"),
    })
    redirect(`${bankAccountsPath(company, no)}?done=proposed`)
  })
}

/** Confirms, rejects or withdraws one, as the button says. */
export async function respond(
  company: string,
  no: string,
  id: number,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    if (!Number.isSafeInteger(id)) throw new NotFound("bank account")
    const [intent, reason] = [textIn(form, "intent"), textIn(form, "reason")]
    if (intent === "confirm") {
      await requireFreshSignIn(form)
      await confirmBankAccount(actor, bound(no), id)
    } else if (intent === "reject") await rejectBankAccount(actor, bound(no), id, reason)
    else await withdrawBankAccount(actor, bound(no), id, reason)
    const done = intent === "confirm" ? "confirmed" : intent === "reject" ? "rejected" : "withdrawn"
    redirect(`${bankAccountsPath(company, no)}?done=${done}`)
  })
}

/** What the page bound is the client's to change. @throws NotFound for what is no number of a vendor */
function bound(no: unknown): string {
  if (typeof no !== "string") throw new NotFound("vendor")
  return no
}
