"use server"

import { revalidatePath } from "next/cache"
import { headers } from "next/headers"
import { redirect } from "next/navigation"
import { z } from "zod"
import { clientAddress } from "@/app/client-address"
import { answerAccount, answerUser, type FormState } from "@/app/form-action"
import { noteOwn } from "@/app/note-own"
import { parseForm } from "@/app/parse-form"
import { readersLanguage } from "@/app/readers-language"
import { sessionId } from "@/app/session"
import { quickPathFields } from "@/domain/documents/quick-path"
import { endOwnSession } from "@/domain/users/own-sessions"
import { changePassword, saveSettings } from "@/domain/users/own-settings"
import { newPassword } from "@/domain/users/password"
import { revokeSessions } from "@/domain/users/sessions"
import { languages } from "@/language/language"

const settings = z.object({
  language: z.enum(["", ...languages]).transform(language => language || null),
  theme: z.enum(["", "light", "dark"]).transform(theme => theme || null),
  singleKeys: z.enum(["on", "off"]).transform(keys => keys === "on"),
  quickPath: z.array(z.enum(quickPathFields)).max(quickPathFields.length),
})

/** Keeps how the user reads and works by keys. */
export async function saveOwnSettings(_previous: FormState, form: FormData): Promise<FormState> {
  return answerUser(form, async user => {
    await saveSettings(user.id, parseForm(settings, form, ["quickPath"]))
    // They stand on the page's root.
    revalidatePath("/", "layout")
  })
}

const passwords = z.object({ currentPassword: z.string().min(1), newPassword })

/** Gives the user another password, who knows the present one; other sessions end. */
export async function changeOwnPassword(_previous: FormState, form: FormData): Promise<FormState> {
  return answerAccount(form, async user => {
    const typed = parseForm(passwords, form)
    await changePassword(user.id, {
      current: typed.currentPassword,
      next: typed.newPassword,
      sessionId: (await sessionId()) ?? "",
      address: clientAddress(await headers()),
      language: await readersLanguage(user),
    })
    await noteOwn(user.id, { kind: "password_changed" })
  })
}

/** Ends one of the user's sessions; without an id all but this one. */
export async function endSessionsOfOwn(id: string | null, _previous: FormState, form: FormData): Promise<FormState> {
  return answerAccount(form, async user => {
    if (id === null) await revokeSessions(user.id, await sessionId())
    else await endOwnSession(user.id, String(id))
    await noteOwn(user.id, { kind: "session_ended", detail: id === null ? "all_others" : "one" })
    revalidatePath("/", "layout")
  })
}

/** Ends all of the user's sessions, this one too. */
export async function signOutEverywhere(_previous: FormState, form: FormData): Promise<FormState> {
  return answerAccount(form, async user => {
    await revokeSessions(user.id)
    await noteOwn(user.id, { kind: "session_ended", detail: "all" })
    redirect("/sign-in")
  })
}
