"use server"

import { refresh, revalidatePath } from "next/cache"
import { answer, type FormState } from "@/app/form-action"
import type { Actor } from "@/domain/access/actor"
import { answerQuestion } from "@/domain/approval-questions/answer-question"
import { askAbout } from "@/domain/approval-questions/ask-about"
import { approve, reject } from "@/domain/purchase-approvals/decide"
import { delegate } from "@/domain/purchase-approvals/hand-on"
import { sendForApproval } from "@/domain/purchase-approvals/send-for-approval"
import { cancelApproval, reopen } from "@/domain/purchase-approvals/take-back"
import { unlessPosted } from "@/domain/purchase-documents/find-posted-as"

type Given = {
  no: string
  version: number
  reason: string
  to: number
  question: string
  answer: string
  /** Id of the approval's entry. */
  entry: number
}

const deeds: Record<string, (actor: Actor, given: Given) => Promise<unknown>> = {
  send: (actor, { no, version }) => sendForApproval(actor, no, version),
  cancel: (actor, { no, version }) => cancelApproval(actor, no, version),
  reopen: (actor, { no, version }) => reopen(actor, no, version),
  approve: (actor, { no, version }) => approve(actor, no, version),
  reject: (actor, { no, version, reason }) => reject(actor, no, version, reason),
  delegate: (actor, { no, version, to, reason }) => delegate(actor, no, version, to, reason),
  ask: (actor, { no, version, to, question }) => askAbout(actor, no, version, to, question),
  answer: (actor, { no, entry, answer }) => answerQuestion(actor, no, entry, answer),
}

/** Every button of a draft's approval, named by `intent`; the page stays and shows what became of it. */
export async function answerApproval(
  company: string,
  no: string,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    // What a form says is the client's to change: anything else is a request to approve, which the operation judges.
    const deed = deeds[String(form.get("intent"))] ?? deeds.approve!
    const text = (name: string) => String(form.get(name) ?? "")
    const number = (name: string) => Number(form.get(name) ?? 0)
    const given = {
      no,
      version: number("version"),
      reason: text("reason"),
      to: number("to"),
      question: text("question"),
      answer: text("answer"),
      entry: number("entry"),
    }
    await unlessPosted(actor, no, deed(actor, given))
    revalidatePath(`/${company}`, "layout")
    refresh()
    return undefined
  })
}
