"use server"

import { revalidatePath } from "next/cache"
import { z } from "zod"
import { answer, type FormState } from "@/app/form-action"
import { parseForm } from "@/app/parse-form"
import { markAllRead, markRead } from "@/domain/notifications/notifications"

const latest = z.object({ upTo: z.coerce.number().int().positive() })

/** Marks all notifications as read that the page showed or could have; newer ones stay unread. */
export async function readAll(company: string, _previous: FormState, form: FormData): Promise<FormState> {
  return answer(company, form, async actor => {
    await markAllRead(actor, parseForm(latest, form).upTo)
    // The bell stands in the layout.
    revalidatePath(`/${company}`, "layout")
  })
}

/** Marks one notification as read. */
export async function readOne(
  company: string,
  eventId: number,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    await markRead(actor, [eventId])
    revalidatePath(`/${company}`, "layout")
  })
}
