"use server"

import { revalidatePath } from "next/cache"
import { redirect } from "next/navigation"
import { boundMatter } from "@/app/[company]/_approvals/bound-matter"
import { answer, type FormState } from "@/app/form-action"
import type { MatterRef } from "@/domain/approvals/matter"
import { reassign } from "@/domain/purchase-approvals/hand-on"
import { cancelApproval } from "@/domain/purchase-approvals/take-back"

/** Has somebody else asked in the place of whose entry it is. */
export async function reassignEntry(
  company: string,
  bound: MatterRef,
  id: number,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    const to = Number(form.get("to") ?? 0)
    await reassign(
      actor,
      boundMatter(bound),
      Number(form.get("version")),
      Number(id),
      to,
      String(form.get("reason") ?? ""),
    )
    return toList(company, "reassigned")
  })
}

/** Takes back what was sent for approval, for who sent it. */
export async function cancelForSender(
  company: string,
  bound: MatterRef,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    await cancelApproval(actor, boundMatter(bound), Number(form.get("version")))
    return toList(company, "cancelled")
  })
}

function toList(company: string, done: "reassigned" | "cancelled"): never {
  revalidatePath(`/${company}`, "layout")
  redirect(`/${company}/administration/approvals?done=${done}`)
}
