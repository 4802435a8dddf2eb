"use server"

import { refresh, revalidatePath } from "next/cache"
import { redirect } from "next/navigation"
import { PaymentInput } from "@/app/[company]/_payments/payment-input"
import { answer, type FormState } from "@/app/form-action"
import { today } from "@/domain/dates/date"
import { changeOrder } from "@/domain/payment-approvals/change-order"
import { registerOrder, withdrawOrder } from "@/domain/payment-approvals/register-order"

/** Registers the payment of an approved order and goes to it, or withdraws an order, as `intent` says. */
export async function settleOrder(
  company: string,
  no: string,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    const version = Number(form.get("version") ?? 0)
    if (form.get("intent") === "withdraw") {
      await withdrawOrder(actor, String(no), version)
      revalidatePath(`/${company}`, "layout")
      refresh()
      return undefined
    }
    const paymentNo = await registerOrder(actor, String(no), version)
    redirect(`/${company}/payments/${encodeURIComponent(paymentNo)}`)
  })
}

/** Changes when and on what accounts an order pays; its page then shows what became of the approval. */
export async function editOrder(company: string, no: string, _previous: FormState, form: FormData): Promise<FormState> {
  return answer(company, form, async (actor, { timeZone }) => {
    const input = new PaymentInput(form, actor.language, today(timeZone))
    const { paymentMethodCode = "", ...paidTo } = input.paidTo()
    const change = {
      bankAccountNo: input.text("bankAccountNo"),
      postingDate: input.date("postingDate"),
      description: input.text("description"),
      externalDocumentNo: input.text("externalDocumentNo"),
      paymentMethodCode,
      ...paidTo,
    }
    input.refuse()
    await changeOrder(actor, String(no), Number(form.get("version") ?? 0), change)
    revalidatePath(`/${company}`, "layout")
    refresh()
    return undefined
  })
}
