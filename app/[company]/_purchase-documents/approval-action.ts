"use server"

import { refresh, revalidatePath } from "next/cache"
import { boundMatter } from "@/app/[company]/_approvals/bound-matter"
import { answer, type FormState } from "@/app/form-action"
import { requireFreshSignIn } from "@/app/fresh-sign-in"
import type { Actor } from "@/domain/access/actor"
import { answerQuestion } from "@/domain/approval-questions/answer-question"
import { askAbout } from "@/domain/approval-questions/ask-about"
import type { MatterRef } from "@/domain/approvals/matter"
import { approve, reject } from "@/domain/purchase-approvals/decide"
import { delegate } from "@/domain/purchase-approvals/hand-on"
import { sendForApproval } from "@/domain/purchase-approvals/send-for-approval"
import { cancelApproval, reopen } from "@/domain/purchase-approvals/take-back"
import { unlessPosted } from "@/domain/purchase-documents/find-posted-as"

type Given = {
  of: MatterRef
  version: number
  reason: string
  to: number
  question: string
  answer: string
  /** Id of the approval's entry. */
  entry: number
}

const deeds: Record<string, (actor: Actor, given: Given) => Promise<unknown>> = {
  send: (actor, { of, version }) => sendForApproval(actor, of, version),
  cancel: (actor, { of, version }) => cancelApproval(actor, of, version),
  reopen: (actor, { of, version }) => reopen(actor, of, version),
  approve: (actor, { of, version }) => approve(actor, of, version),
  reject: (actor, { of, version, reason }) => reject(actor, of, version, reason),
  delegate: (actor, { of, version, to, reason }) => delegate(actor, of, version, to, reason),
  ask: (actor, { of, version, to, question }) => askAbout(actor, of, version, to, question),
  answer: (actor, { of, entry, answer }) => answerQuestion(actor, of, entry, answer),
}

/** Every button of the approval of a draft, a payment order or a bank account, named by `intent`; the page stays and shows what became of it. */
export async function answerApproval(
  company: string,
  bound: MatterRef,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answer(company, form, async actor => {
    // What a form says is the client's to change: anything else is a request to approve, which the operation judges.
    const deed = deeds[String(form.get("intent"))] ?? deeds.approve!
    const text = (name: string) => String(form.get(name) ?? "")
    const number = (name: string) => Number(form.get(name) ?? 0)
    const of = boundMatter(bound)
    // As confirming it does where no rules are: whoever sits at somebody's desk sends no money elsewhere.
    if (typeof of !== "string" && "bankAccount" in of && deed === deeds.approve) await requireFreshSignIn(form)
    const given = {
      of,
      version: number("version"),
      reason: text("reason"),
      to: number("to"),
      question: text("question"),
      answer: text("answer"),
      entry: number("entry"),
    }
    await (typeof of === "string" ? unlessPosted(actor, of, deed(actor, given)) : deed(actor, given))
    revalidatePath(`/${company}`, "layout")
    refresh()
    return undefined
  })
}
