"use server"

import { refresh, revalidatePath } from "next/cache"
import { draftPath } from "@/app/[company]/_document-kinds/draft-kinds"
import { answer, type FormState, shown } from "@/app/form-action"
import { Refusal } from "@/domain/errors"
import { agreeToMany } from "@/domain/purchase-approvals/agree-to-many"
import { type AgreedRow, readTick } from "./tick"

/** As many as a page of the list has. */
const MOST = 50

/** Approves the drafts that are ticked, or marks them as reviewed; says of each what came of it. */
export async function approveMany(company: string, _previous: FormState, form: FormData): Promise<FormState> {
  return answer(company, form, async actor => {
    const ticked = form.getAll("draft").flatMap(value => readTick(String(value)) ?? [])
    if (ticked.length === 0) throw new Refusal([{ code: "approval.nothing_ticked" }])
    const agreed = await agreeToMany(actor, ticked.slice(0, MOST))
    const rows: AgreedRow[] = await Promise.all(
      agreed.map(async ({ no, documentType, problems }) => ({
        no,
        path: documentType ? draftPath(company, documentType, no) : null,
        why: (await shown(problems)).map(({ text }) => text).join(" "),
      })),
    )
    revalidatePath(`/${company}`, "layout")
    refresh()
    return { data: rows }
  })
}
